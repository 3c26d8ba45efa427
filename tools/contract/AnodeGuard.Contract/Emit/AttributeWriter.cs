using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>The three attributes a compiler reads from a reference assembly. mscorlib defines them itself, further
    /// down than some of the members that carry them, so they are collected and written last.</summary>
    internal sealed class AttributeWriter
    {
        private const string ObsoleteAttribute = "System.ObsoleteAttribute";
        private const string ParamArrayAttribute = "System.ParamArrayAttribute";
        private const string DefaultMemberAttribute = "System.Reflection.DefaultMemberAttribute";

        private readonly MetadataBuilder _metadata;
        private readonly SignatureEncoder _signatures;
        private readonly List<(EntityHandle Parent, string Attribute, string? Argument)> _pending = [];
        private readonly Dictionary<string, EntityHandle> _constructors = [];

        public AttributeWriter(MetadataBuilder metadata, SignatureEncoder signatures)
        {
            _metadata = metadata;
            _signatures = signatures;
        }

        public void Obsolete(EntityHandle parent)
        {
            _pending.Add((parent, ObsoleteAttribute, null));
        }

        public void ParamArray(ParameterHandle parent)
        {
            _pending.Add((parent, ParamArrayAttribute, null));
        }

        public void DefaultMember(TypeDefinitionHandle parent, string name)
        {
            _pending.Add((parent, DefaultMemberAttribute, name));
        }

        /// <summary>Tells of a constructor the assembly defines itself.</summary>
        public void Defined(ApiType type, ApiMember constructor, MethodDefinitionHandle handle)
        {
            bool isTheOne = type.Name == DefaultMemberAttribute || constructor.Parameters.Count == 0;
            if (isTheOne && type.Name is ObsoleteAttribute or ParamArrayAttribute or DefaultMemberAttribute)
            {
                _constructors.TryAdd(type.Name, handle);
            }
        }

        public void Flush()
        {
            foreach ((EntityHandle parent, string attribute, string? argument) in _pending)
            {
                BlobBuilder value = new();
                new BlobEncoder(value).CustomAttributeSignature(
                    arguments =>
                    {
                        if (argument is not null)
                        {
                            arguments.AddArgument().Scalar().Constant(argument);
                        }
                    },
                    named => named.Count(0));
                _metadata.AddCustomAttribute(parent, Constructor(attribute, argument is not null), _metadata.GetOrAddBlob(value));
            }
        }

        private EntityHandle Constructor(string attribute, bool hasArgument)
        {
            if (!_constructors.TryGetValue(attribute, out EntityHandle handle))
            {
                List<ApiParameter> parameters = hasArgument ? [new ApiParameter("", "string", "name", null)] : [];
                handle = _metadata.AddMemberReference(
                    _signatures.Type(attribute), _metadata.GetOrAddString(".ctor"), _signatures.Method(true, "void", parameters, []));
                _constructors.Add(attribute, handle);
            }

            return handle;
        }
    }
}
