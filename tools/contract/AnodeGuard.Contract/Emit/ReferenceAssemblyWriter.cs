using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>Writes one list as a reference assembly: metadata with signatures, every body <c>throw null</c>.
    /// <para>Metadata is written directly rather than compiled from C#, because a list cannot be compiled: classes
    /// implement interfaces by members that are not public, and mscorlib would have to be its own core library.</para>
    /// <para>Three things are not in the lists and are added. A struct without a listed instance field gets a private
    /// one: it has some on the device, and without any the compiler would take the struct for always assigned. A type
    /// with an indexer gets DefaultMemberAttribute, which is how C# marks one. Some attributes are marked repeatable
    /// (<see cref="AttributeWriter"/>). The assemblies are not signed: only the key's token is known, not the key, and
    /// the compiler compares names and versions.</para></summary>
    internal sealed class ReferenceAssemblyWriter
    {
        private readonly ApiCatalog _catalog;
        private readonly ApiList _list;
        private readonly MetadataBuilder _metadata = new();
        private readonly BlobBuilder _code = new();
        private readonly Dictionary<string, TypeDefinitionHandle> _definitions = [];
        private readonly SignatureEncoder _signatures;
        private readonly MemberWriter _members;
        private readonly AttributeWriter _attributes;

        public ReferenceAssemblyWriter(ApiCatalog catalog, ApiList list)
        {
            _catalog = catalog;
            _list = list;
            _signatures = new SignatureEncoder(catalog, list, _metadata, _definitions);
            _attributes = new AttributeWriter(_metadata, _signatures);
            _members = new MemberWriter(catalog, _metadata, _signatures, _attributes, ThrowNull());
        }

        public byte[] Write()
        {
            // An enclosing type stands before what it encloses (ECMA-335 II.22.32).
            List<ApiType> types = [.. _list.Types.OrderBy(Depth)];
            for (int i = 0; i < types.Count; i++)
            {
                // Row 1 is <Module>.
                _definitions.Add(types[i].Key, MetadataTokens.TypeDefinitionHandle(i + 2));
            }

            _metadata.AddModule(0, _metadata.GetOrAddString(_list.Name + ".dll"), _metadata.GetOrAddGuid(Mvid()), default, default);
            _metadata.AddAssembly(_metadata.GetOrAddString(_list.Name), _list.Version, default, default, default, AssemblyHashAlgorithm.None);
            _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default, _members.NextField, _members.NextMethod);
            foreach (ApiType type in types)
            {
                Write(type);
            }

            _attributes.Flush();
            return Serialize();
        }

        private void Write(ApiType type)
        {
            int dot = type.Key.LastIndexOf('.');
            bool isNested = IsNested(type);
            TypeDefinitionHandle handle = _metadata.AddTypeDefinition(
                TypeFlags(type),
                isNested ? default : _metadata.GetOrAddString(type.Key[..dot]),
                _metadata.GetOrAddString(type.Key[(dot + 1)..]),
                BaseType(type),
                _members.NextField,
                _members.NextMethod);
            if (isNested)
            {
                _metadata.AddNestedType(handle, _definitions[type.Key[..dot]]);
            }

            if (type.Kind != ApiTypeKind.Enum)
            {
                foreach (string implemented in type.Bases.Where(IsInterface))
                {
                    _metadata.AddInterfaceImplementation(handle, _signatures.Type(implemented));
                }
            }

            for (int i = 0; i < type.TypeParameters.Count; i++)
            {
                _metadata.AddGenericParameter(handle, GenericParameterAttributes.None, _metadata.GetOrAddString(type.TypeParameters[i]), i);
            }

            if (type.IsObsolete)
            {
                _attributes.Obsolete(handle);
            }

            _attributes.RepeatableIfMeant(handle, type);
            _members.Write(handle, type);
        }

        private EntityHandle BaseType(ApiType type)
        {
            string? named = type.Kind == ApiTypeKind.Class ? type.Bases.FirstOrDefault(one => !IsInterface(one)) : null;
            string? implied = type.Kind switch
            {
                ApiTypeKind.Interface => null,
                ApiTypeKind.Struct => "System.ValueType",
                ApiTypeKind.Enum => "System.Enum",
                ApiTypeKind.Delegate => "System.MulticastDelegate",
                _ => type.Name switch
                {
                    "System.Object" => null,
                    "System.Enum" => "System.ValueType", // the one class whose base its list leaves out
                    _ => "System.Object",
                },
            };
            string? baseName = named ?? implied;
            return baseName is null ? default : _signatures.Type(baseName);
        }

        private TypeAttributes TypeFlags(ApiType type)
        {
            TypeAttributes flags = IsNested(type) ? TypeAttributes.NestedPublic : TypeAttributes.Public;
            flags |= type.Kind switch
            {
                ApiTypeKind.Interface => TypeAttributes.Interface | TypeAttributes.Abstract,
                ApiTypeKind.Struct => TypeAttributes.Sealed | TypeAttributes.SequentialLayout,
                ApiTypeKind.Enum or ApiTypeKind.Delegate => TypeAttributes.Sealed,
                _ => default,
            };
            bool isStatic = type.Modifiers.Contains("static");
            flags |= isStatic || type.Modifiers.Contains("abstract") ? TypeAttributes.Abstract : default;
            flags |= isStatic || type.Modifiers.Contains("sealed") ? TypeAttributes.Sealed : default;
            return flags;
        }

        private bool IsInterface(string name)
        {
            return _catalog.FindType(name).Type.Kind == ApiTypeKind.Interface;
        }

        private bool IsNested(ApiType type)
        {
            return _catalog.HasType(type.Name[..type.Name.LastIndexOf('.')]);
        }

        private int Depth(ApiType type)
        {
            string outer = type.Name[..type.Name.LastIndexOf('.')];
            return _catalog.HasType(outer) ? 1 + Depth(_catalog.FindType(outer).Type) : 0;
        }

        /// <summary>One body for all methods; it is never run.</summary>
        private int ThrowNull()
        {
            InstructionEncoder body = new(new BlobBuilder());
            body.OpCode(ILOpCode.Ldnull);
            body.OpCode(ILOpCode.Throw);
            return new MethodBodyStreamEncoder(_code).AddMethodBody(body);
        }

        /// <summary>The same list gives the same file, byte for byte.</summary>
        private Guid Mvid()
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', _list.Lines)));
            return new Guid(hash.AsSpan(0, 16));
        }

        private byte[] Serialize()
        {
            PEHeaderBuilder header = new(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.Dll);
            ManagedPEBuilder file = new(
                header, new MetadataRootBuilder(_metadata), _code, deterministicIdProvider: _ => new BlobContentId(Mvid(), 1));
            BlobBuilder blob = new();
            file.Serialize(blob);
            return blob.ToArray();
        }
    }
}
