using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using AnodeGuard.Contract.Api;

namespace AnodeGuard.Contract.Emit
{
    /// <summary>Writes the members of one type after another, in the order metadata wants them.</summary>
    internal sealed class MemberWriter
    {
        private readonly ApiCatalog _catalog;
        private readonly MetadataBuilder _metadata;
        private readonly SignatureEncoder _signatures;
        private readonly AttributeWriter _attributes;
        private readonly int _throwNull;

        public MemberWriter(ApiCatalog catalog, MetadataBuilder metadata, SignatureEncoder signatures, AttributeWriter attributes, int throwNull)
        {
            _catalog = catalog;
            _metadata = metadata;
            _signatures = signatures;
            _attributes = attributes;
            _throwNull = throwNull;
        }

        public FieldDefinitionHandle NextField => MetadataTokens.FieldDefinitionHandle(_metadata.GetRowCount(TableIndex.Field) + 1);

        public MethodDefinitionHandle NextMethod => MetadataTokens.MethodDefinitionHandle(_metadata.GetRowCount(TableIndex.MethodDef) + 1);

        public void Write(TypeDefinitionHandle handle, ApiType type)
        {
            if (type.Kind == ApiTypeKind.Enum)
            {
                const FieldAttributes Special = FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName;
                _metadata.AddFieldDefinition(Special, _metadata.GetOrAddString("value__"), _signatures.Field(type.Bases[0]));
            }

            if (type.Kind == ApiTypeKind.Delegate)
            {
                DelegateConstructor();
            }

            foreach (ApiMember field in type.Members.Where(member => member.Kind == ApiMemberKind.Field))
            {
                Field(type, field);
            }

            if (type.Kind == ApiTypeKind.Struct && type.Name != "System.Void" && !type.Members.Any(IsInstanceField))
            {
                _metadata.AddFieldDefinition(FieldAttributes.Private, _metadata.GetOrAddString("_opaque"), _signatures.Field("int"));
            }

            PropertyDefinitionHandle firstProperty = default;
            EventDefinitionHandle firstEvent = default;
            foreach (ApiMember member in type.Members)
            {
                switch (member.Kind)
                {
                    case ApiMemberKind.Constructor:
                    case ApiMemberKind.Method:
                        MethodDefinitionHandle method = Method(type, member, SpecialNames(member.Name));
                        _attributes.Defined(type, member, method);
                        ObsoleteIfMarked(method, member);
                        break;
                    case ApiMemberKind.Property:
                        PropertyDefinitionHandle property = Property(handle, type, member);
                        firstProperty = firstProperty.IsNil ? property : firstProperty;
                        break;
                    case ApiMemberKind.Event:
                        EventDefinitionHandle happening = Event(type, member);
                        firstEvent = firstEvent.IsNil ? happening : firstEvent;
                        break;
                }
            }

            if (!firstProperty.IsNil)
            {
                _metadata.AddPropertyMap(handle, firstProperty);
            }

            if (!firstEvent.IsNil)
            {
                _metadata.AddEventMap(handle, firstEvent);
            }
        }

        private void Field(ApiType type, ApiMember member)
        {
            FieldAttributes flags = member.Is("protected") ? FieldAttributes.Family : FieldAttributes.Public;
            flags |= member.Is("static") || member.Is("const") ? FieldAttributes.Static : default;
            flags |= member.Is("readonly") ? FieldAttributes.InitOnly : default;
            flags |= member.Is("const") ? FieldAttributes.Literal | FieldAttributes.HasDefault : default;
            FieldDefinitionHandle field = _metadata.AddFieldDefinition(flags, _metadata.GetOrAddString(member.Name), _signatures.Field(member.Type));
            if (member.Constant is not null)
            {
                string primitive = type.Kind == ApiTypeKind.Enum ? type.Bases[0] : member.Type;
                _metadata.AddConstant(field, ConstantText.Read(member.Constant, primitive));
            }

            ObsoleteIfMarked(field, member);
        }

        private PropertyDefinitionHandle Property(TypeDefinitionHandle handle, ApiType type, ApiMember member)
        {
            string name = member.Name;
            if (name == "this")
            {
                // C# calls an indexer Item; String alone calls it Chars, and the compiler looks for get_Chars.
                name = type.Name == "System.String" ? "Chars" : "Item";
                _attributes.DefaultMember(handle, name);
            }

            PropertyDefinitionHandle property = _metadata.AddProperty(default, _metadata.GetOrAddString(name), _signatures.Property(member));
            foreach (string accessor in member.Accessors)
            {
                bool isGetter = accessor == "get";
                ApiMember method = member with
                {
                    Name = $"{accessor}_{name}",
                    Type = isGetter ? member.Type : "void",
                    Parameters = isGetter ? member.Parameters : [.. member.Parameters, new ApiParameter("", member.Type, "value", null)],
                };
                _metadata.AddMethodSemantics(
                    property, isGetter ? MethodSemanticsAttributes.Getter : MethodSemanticsAttributes.Setter,
                    Method(type, method, MethodAttributes.SpecialName));
            }

            ObsoleteIfMarked(property, member);
            return property;
        }

        private EventDefinitionHandle Event(ApiType type, ApiMember member)
        {
            EventDefinitionHandle handle = _metadata.AddEvent(default, _metadata.GetOrAddString(member.Name), _signatures.Type(member.Type));
            foreach ((string prefix, MethodSemanticsAttributes role) in new[]
            {
                ("add_", MethodSemanticsAttributes.Adder), ("remove_", MethodSemanticsAttributes.Remover),
            })
            {
                ApiMember method = member with
                {
                    Name = prefix + member.Name,
                    Type = "void",
                    Parameters = [new ApiParameter("", member.Type, "value", null)],
                };
                _metadata.AddMethodSemantics(handle, role, Method(type, method, MethodAttributes.SpecialName));
            }

            ObsoleteIfMarked(handle, member);
            return handle;
        }

        private void DelegateConstructor()
        {
            ParameterHandle first = _metadata.AddParameter(default, _metadata.GetOrAddString("object"), 1);
            _metadata.AddParameter(default, _metadata.GetOrAddString("method"), 2);
            _metadata.AddMethodDefinition(
                MethodAttributes.Public | MethodAttributes.HideBySig | SpecialNames(".ctor"), MethodImplAttributes.Runtime,
                _metadata.GetOrAddString(".ctor"), _signatures.DelegateConstructor(), bodyOffset: -1, first);
        }

        private MethodDefinitionHandle Method(ApiType type, ApiMember member, MethodAttributes special)
        {
            ParameterHandle first = MetadataTokens.ParameterHandle(_metadata.GetRowCount(TableIndex.Param) + 1);
            for (int i = 0; i < member.Parameters.Count; i++)
            {
                Parameter(member.Parameters[i], i + 1);
            }

            MethodAttributes flags = Flags(type, member) | special;
            bool hasBody = !flags.HasFlag(MethodAttributes.Abstract) && !member.IsNative && type.Kind != ApiTypeKind.Delegate;
            MethodImplAttributes implementation = type.Kind == ApiTypeKind.Delegate
                ? MethodImplAttributes.Runtime
                : member.IsNative ? MethodImplAttributes.InternalCall : MethodImplAttributes.IL;
            return _metadata.AddMethodDefinition(
                flags, implementation, _metadata.GetOrAddString(member.Name),
                _signatures.Method(member, type.TypeParameters), hasBody ? _throwNull : -1, first);
        }

        private void Parameter(ApiParameter parameter, int position)
        {
            ParameterAttributes flags = parameter.Passing == "out" ? ParameterAttributes.Out : default;
            flags |= parameter.Default is null ? default : ParameterAttributes.Optional | ParameterAttributes.HasDefault;
            ParameterHandle handle = _metadata.AddParameter(flags, _metadata.GetOrAddString(parameter.Name), position);
            if (parameter.Default is not null)
            {
                _metadata.AddConstant(handle, ConstantText.Read(parameter.Default, PrimitiveOf(parameter.Type)));
            }

            if (parameter.Passing == "params")
            {
                _attributes.ParamArray(handle);
            }
        }

        private string PrimitiveOf(string type)
        {
            return _catalog.HasType(type) && _catalog.FindType(type).Type is { Kind: ApiTypeKind.Enum } found ? found.Bases[0] : type;
        }

        private static MethodAttributes Flags(ApiType type, ApiMember member)
        {
            MethodAttributes flags = MethodAttributes.HideBySig;
            flags |= member.Is("protected") ? MethodAttributes.Family : MethodAttributes.Public;
            flags |= member.Is("static") ? MethodAttributes.Static : default;
            if (type.Kind == ApiTypeKind.Interface || member.Is("abstract"))
            {
                return flags | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot;
            }

            flags |= member.Is("virtual") ? MethodAttributes.Virtual | MethodAttributes.NewSlot : default;
            flags |= member.Is("override") ? MethodAttributes.Virtual : default;
            return flags;
        }

        private static MethodAttributes SpecialNames(string name)
        {
            return name switch
            {
                ".ctor" => MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
                _ when name.StartsWith("op_", StringComparison.Ordinal) => MethodAttributes.SpecialName,
                _ => default,
            };
        }

        private static bool IsInstanceField(ApiMember member)
        {
            return member.Kind == ApiMemberKind.Field && !member.Is("static") && !member.Is("const");
        }

        private void ObsoleteIfMarked(EntityHandle handle, ApiMember member)
        {
            if (member.IsObsolete)
            {
                _attributes.Obsolete(handle);
            }
        }
    }
}
