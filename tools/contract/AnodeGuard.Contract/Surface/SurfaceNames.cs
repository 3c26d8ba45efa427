using AnodeGuard.Contract.Emit;
using Mono.Cecil;

namespace AnodeGuard.Contract.Surface
{
    /// <summary>Names of types and parameters as the lists write them: C# keywords for primitives, full names with a
    /// dot before nested types for all others.</summary>
    internal static class SurfaceNames
    {
        private static readonly Dictionary<string, string> Keywords = new()
        {
            ["System.Void"] = "void",
            ["System.Object"] = "object",
            ["System.String"] = "string",
            ["System.Boolean"] = "bool",
            ["System.Char"] = "char",
            ["System.SByte"] = "sbyte",
            ["System.Byte"] = "byte",
            ["System.Int16"] = "short",
            ["System.UInt16"] = "ushort",
            ["System.Int32"] = "int",
            ["System.UInt32"] = "uint",
            ["System.Int64"] = "long",
            ["System.UInt64"] = "ulong",
            ["System.Single"] = "float",
            ["System.Double"] = "double",
        };

        /// <summary>The name of a type where it is defined: never a keyword.</summary>
        public static string Type(TypeDefinition type)
        {
            return Plain(type) + TypeParameters(type);
        }

        /// <summary>The name of a type where it is used.</summary>
        public static string Type(TypeReference type)
        {
            return type switch
            {
                ArrayType array => Type(array.ElementType) + (array.Rank == 1 ? "[]" : $"[{new string(',', array.Rank - 1)}]"),
                PointerType pointer => Type(pointer.ElementType) + "*",
                ByReferenceType byRef => "ref " + Type(byRef.ElementType),
                IModifierType modified => Type(modified.ElementType),
                GenericInstanceType generic => $"{Plain(generic.ElementType)}<{string.Join(",", generic.GenericArguments.Select(Type))}>",
                GenericParameter parameter => parameter.Name,
                _ => Keywords.GetValueOrDefault(type.FullName, Plain(type)),
            };
        }

        public static string TypeParameters(IGenericParameterProvider owner)
        {
            return owner.HasGenericParameters ? $"<{string.Join(",", owner.GenericParameters.Select(one => one.Name))}>" : "";
        }

        /// <summary>The last part of a type's name, as its constructors bear it.</summary>
        public static string Simple(TypeReference type)
        {
            return type.Name.Split('`')[0];
        }

        public static string Parameter(ParameterDefinition parameter)
        {
            TypeReference type = parameter.ParameterType is RequiredModifierType modified ? modified.ElementType : parameter.ParameterType;
            string passing = "";
            if (type is ByReferenceType byRef)
            {
                type = byRef.ElementType;
                passing = parameter.IsOut ? "out " : HasAttribute(parameter, "IsReadOnlyAttribute") ? "in " : "ref ";
            }
            else if (HasAttribute(parameter, "ParamArrayAttribute"))
            {
                passing = "params ";
            }

            string value = parameter.IsOptional ? " = " + ConstantText.Write(parameter.Constant) : "";
            return $"{passing}{Type(type)} {parameter.Name}{value}";
        }

        /// <summary>True for a setter that only initialisers may call.</summary>
        public static bool IsInit(MethodDefinition setter)
        {
            return setter.ReturnType is RequiredModifierType modified && modified.ModifierType.Name == "IsExternalInit";
        }

        private static bool HasAttribute(ParameterDefinition parameter, string name)
        {
            return parameter.CustomAttributes.Any(one => one.AttributeType.Name == name);
        }

        private static string Plain(TypeReference type)
        {
            string name = Simple(type);
            return type.DeclaringType is not null ? $"{Plain(type.DeclaringType)}.{name}"
                : type.Namespace.Length == 0 ? name
                : $"{type.Namespace}.{name}";
        }
    }
}
