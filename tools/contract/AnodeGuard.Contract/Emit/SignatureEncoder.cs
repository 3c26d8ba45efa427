using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>Writes type names of a list as metadata: primitives as element types, types of the assembly itself as
    /// definitions, all others as references to the assembly that defines them.</summary>
    internal sealed class SignatureEncoder
    {
        private readonly ApiCatalog _catalog;
        private readonly ApiList _list;
        private readonly MetadataBuilder _metadata;
        private readonly Dictionary<string, TypeDefinitionHandle> _definitions;
        private readonly Dictionary<string, TypeReferenceHandle> _typeReferences = [];
        private readonly Dictionary<string, AssemblyReferenceHandle> _assemblyReferences = [];

        public SignatureEncoder(ApiCatalog catalog, ApiList list, MetadataBuilder metadata, Dictionary<string, TypeDefinitionHandle> definitions)
        {
            _catalog = catalog;
            _list = list;
            _metadata = metadata;
            _definitions = definitions;
        }

        public BlobHandle Method(ApiMember member, IReadOnlyList<string> typeParameters)
        {
            return Method(!member.Is("static"), member.Type, member.Parameters, typeParameters);
        }

        public BlobHandle Method(bool isInstance, string returns, IReadOnlyList<ApiParameter> parameters, IReadOnlyList<string> typeParameters)
        {
            BlobBuilder blob = new();
            new BlobEncoder(blob).MethodSignature(isInstanceMethod: isInstance)
                .Parameters(parameters.Count, type => Return(type, returns, typeParameters), list => Parameters(list, parameters, typeParameters));
            return _metadata.GetOrAddBlob(blob);
        }

        /// <summary>The constructor every delegate has: (object target, native int method).</summary>
        public BlobHandle DelegateConstructor()
        {
            BlobBuilder blob = new();
            new BlobEncoder(blob).MethodSignature(isInstanceMethod: true).Parameters(2, returns => returns.Void(), parameters =>
            {
                parameters.AddParameter().Type().Object();
                parameters.AddParameter().Type().IntPtr();
            });
            return _metadata.GetOrAddBlob(blob);
        }

        public BlobHandle Property(ApiMember member)
        {
            BlobBuilder blob = new();
            new BlobEncoder(blob).PropertySignature(isInstanceProperty: !member.Is("static"))
                .Parameters(member.Parameters.Count, type => Return(type, member.Type, []), list => Parameters(list, member.Parameters, []));
            return _metadata.GetOrAddBlob(blob);
        }

        public BlobHandle Field(string type)
        {
            BlobBuilder blob = new();
            Encode(new BlobEncoder(blob).FieldSignature(), type, []);
            return _metadata.GetOrAddBlob(blob);
        }

        public EntityHandle Type(string key)
        {
            return _definitions.TryGetValue(key, out TypeDefinitionHandle definition) ? definition : Reference(key);
        }

        private void Return(ReturnTypeEncoder encoder, string type, IReadOnlyList<string> typeParameters)
        {
            if (type == "void")
            {
                encoder.Void();
            }
            else
            {
                Encode(encoder.Type(), type, typeParameters);
            }
        }

        private void Parameters(ParametersEncoder encoder, IReadOnlyList<ApiParameter> parameters, IReadOnlyList<string> typeParameters)
        {
            foreach (ApiParameter parameter in parameters)
            {
                bool isByRef = parameter.Passing is "ref" or "out" or "in";
                Encode(encoder.AddParameter().Type(isByRef), parameter.Type, typeParameters);
            }
        }

        private void Encode(SignatureTypeEncoder encoder, string type, IReadOnlyList<string> typeParameters)
        {
            if (type.EndsWith("[]", StringComparison.Ordinal))
            {
                Encode(encoder.SZArray(), type[..^2], typeParameters);
            }
            else if (typeParameters.Contains(type))
            {
                encoder.GenericTypeParameter(typeParameters.ToList().IndexOf(type));
            }
            else if (!TryPrimitive(encoder, type))
            {
                ApiTypeKind kind = _catalog.FindType(type).Type.Kind;
                encoder.Type(Type(type), isValueType: kind is ApiTypeKind.Struct or ApiTypeKind.Enum);
            }
        }

        private static bool TryPrimitive(SignatureTypeEncoder encoder, string type)
        {
            if (type == "object")
            {
                encoder.Object();
                return true;
            }

            PrimitiveTypeCode? code = type switch
            {
                "bool" => PrimitiveTypeCode.Boolean,
                "char" => PrimitiveTypeCode.Char,
                "sbyte" => PrimitiveTypeCode.SByte,
                "byte" => PrimitiveTypeCode.Byte,
                "short" => PrimitiveTypeCode.Int16,
                "ushort" => PrimitiveTypeCode.UInt16,
                "int" => PrimitiveTypeCode.Int32,
                "uint" => PrimitiveTypeCode.UInt32,
                "long" => PrimitiveTypeCode.Int64,
                "ulong" => PrimitiveTypeCode.UInt64,
                "float" => PrimitiveTypeCode.Single,
                "double" => PrimitiveTypeCode.Double,
                "string" => PrimitiveTypeCode.String,
                "System.IntPtr" => PrimitiveTypeCode.IntPtr,
                "System.UIntPtr" => PrimitiveTypeCode.UIntPtr,
                _ => null,
            };
            if (code is not null)
            {
                encoder.PrimitiveType(code.Value);
            }

            return code is not null;
        }

        private TypeReferenceHandle Reference(string key)
        {
            if (_typeReferences.TryGetValue(key, out TypeReferenceHandle known))
            {
                return known;
            }

            ApiList owner = _catalog.FindType(key).List;
            int dot = key.LastIndexOf('.');
            string outer = key[..dot];
            bool isNested = _catalog.HasType(outer);
            TypeReferenceHandle handle = _metadata.AddTypeReference(
                isNested ? Reference(outer) : Assembly(owner.Name),
                isNested ? default : _metadata.GetOrAddString(outer),
                _metadata.GetOrAddString(key[(dot + 1)..]));
            _typeReferences.Add(key, handle);
            return handle;
        }

        /// <summary>The version is the one this assembly was built against, as its first line says.</summary>
        private AssemblyReferenceHandle Assembly(string name)
        {
            if (!_assemblyReferences.TryGetValue(name, out AssemblyReferenceHandle handle))
            {
                ApiReference reference = _list.References.FirstOrDefault(one => one.Name == name)
                    ?? throw new KeyNotFoundException($"{_list.Name} uses a type of {name}, which its first line does not name");
                handle = _metadata.AddAssemblyReference(
                    _metadata.GetOrAddString(name), reference.Version, default, default, default(AssemblyFlags), default);
                _assemblyReferences.Add(name, handle);
            }

            return handle;
        }
    }
}
