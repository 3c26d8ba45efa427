using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>The attributes a compiler reads from a reference assembly. mscorlib defines them itself, further down than
    /// some of the members that carry them, so they are collected and written last.
    /// <para>AttributeUsageAttribute is not in the lists. Without it no attribute may be repeated, so the few that are
    /// meant to be (a [DataRow] for each case, an [InternalsVisibleTo] for each friend) are marked here.</para></summary>
    internal sealed class AttributeWriter
    {
        private const string ObsoleteAttribute = "System.ObsoleteAttribute";
        private const string ParamArrayAttribute = "System.ParamArrayAttribute";
        private const string DefaultMemberAttribute = "System.Reflection.DefaultMemberAttribute";
        private const string AttributeUsageAttribute = "System.AttributeUsageAttribute";

        private static readonly string[] Known = [ObsoleteAttribute, ParamArrayAttribute, DefaultMemberAttribute, AttributeUsageAttribute];

        private static readonly string[] Repeatable =
        [
            "System.Runtime.CompilerServices.InternalsVisibleToAttribute",
            "System.Diagnostics.ConditionalAttribute",
            "nanoFramework.TestFramework.DataRowAttribute",
        ];

        private readonly MetadataBuilder _metadata;
        private readonly SignatureEncoder _signatures;
        private readonly List<(EntityHandle Parent, string Attribute, string? Argument)> _pending = [];
        private readonly List<TypeDefinitionHandle> _repeatable = [];
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

        public void RepeatableIfMeant(TypeDefinitionHandle handle, ApiType type)
        {
            if (Repeatable.Contains(type.Name))
            {
                _repeatable.Add(handle);
            }
        }

        /// <summary>Tells of a constructor the assembly defines itself; the first of an attribute is the one used here.</summary>
        public void Defined(ApiType type, ApiMember member, MethodDefinitionHandle handle)
        {
            if (member.Kind == ApiMemberKind.Constructor && Known.Contains(type.Name))
            {
                _constructors.TryAdd(type.Name, handle);
            }
        }

        public void Flush()
        {
            foreach ((EntityHandle parent, string attribute, string? argument) in _pending)
            {
                Write(parent, attribute, argument is null ? [] : ["string"], encoder =>
                    encoder.CustomAttributeSignature(
                        arguments =>
                        {
                            if (argument is not null)
                            {
                                arguments.AddArgument().Scalar().Constant(argument);
                            }
                        },
                        named => named.Count(0)));
            }

            foreach (TypeDefinitionHandle parent in _repeatable)
            {
                const int AllTargets = 16383;
                Write(parent, AttributeUsageAttribute, ["System.AttributeTargets"], encoder =>
                    encoder.CustomAttributeSignature(
                        arguments => arguments.AddArgument().Scalar().Constant(AllTargets),
                        named => named.Count(1).AddArgument(
                            isField: false, type => type.ScalarType().Boolean(), name => name.Name("AllowMultiple"), value => value.Scalar().Constant(true))));
            }
        }

        private void Write(EntityHandle parent, string attribute, string[] parameterTypes, Action<BlobEncoder> write)
        {
            BlobBuilder value = new();
            write(new BlobEncoder(value));
            _metadata.AddCustomAttribute(parent, Constructor(attribute, parameterTypes), _metadata.GetOrAddBlob(value));
        }

        private EntityHandle Constructor(string attribute, string[] parameterTypes)
        {
            if (!_constructors.TryGetValue(attribute, out EntityHandle handle))
            {
                List<ApiParameter> parameters = [.. parameterTypes.Select(type => new ApiParameter("", type, "value", null))];
                handle = _metadata.AddMemberReference(
                    _signatures.Type(attribute), _metadata.GetOrAddString(".ctor"), _signatures.Method(true, "void", parameters, []));
                _constructors.Add(attribute, handle);
            }

            return handle;
        }
    }
}
