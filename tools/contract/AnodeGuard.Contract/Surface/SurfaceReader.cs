using AnodeGuard.Contract.Emit;
using Mono.Cecil;

namespace AnodeGuard.Contract.Surface
{
    /// <summary>Reads the public surface of any .NET assembly in the words of the lists, so that two surfaces can be
    /// compared line by line.</summary>
    public static class SurfaceReader
    {
        /// <summary>Each public type's line with the lines of its public and protected members. Marks such as
        /// [native] and [Obsolete] are no part of a signature and are left out.</summary>
        public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(Stream assembly)
        {
            using AssemblyDefinition definition = AssemblyDefinition.ReadAssembly(assembly);
            Dictionary<string, IReadOnlyList<string>> surface = [];
            foreach (TypeDefinition type in definition.MainModule.GetTypes().Where(IsVisible))
            {
                surface.Add(TypeLine(type), [.. MemberLines(type)]);
            }

            return surface;
        }

        private static string TypeLine(TypeDefinition type)
        {
            string name = SurfaceNames.Type(type);
            if (IsDelegate(type))
            {
                MethodDefinition invoke = type.Methods.First(method => method.Name == "Invoke");
                return $"delegate {SurfaceNames.Type(invoke.ReturnType)} {name}({Parameters(invoke)})";
            }

            if (type.IsEnum)
            {
                return $"enum {name} : {SurfaceNames.Type(type.Fields.First(field => !field.IsStatic).FieldType)}";
            }

            string kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
            string modifier = kind != "class" ? "" : type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
            List<string> bases = [.. type.Interfaces.Select(one => SurfaceNames.Type(one.InterfaceType))];
            if (kind == "class" && type.BaseType is not null && type.BaseType.FullName is not ("System.Object" or "System.ValueType"))
            {
                bases.Insert(0, SurfaceNames.Type(type.BaseType));
            }

            return $"{modifier}{kind} {name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
        }

        private static IEnumerable<string> MemberLines(TypeDefinition type)
        {
            string name = SurfaceNames.Type(type);
            if (IsDelegate(type))
            {
                return [];
            }

            if (type.IsEnum)
            {
                return type.Fields.Where(field => field.IsStatic).Select(field => $"{name}.{field.Name} = {ConstantText.Write(field.Constant)}");
            }

            IEnumerable<string> fields = type.Fields.Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field);
            IEnumerable<string> methods = type.Methods.Where(method => IsVisible(method) && !IsAccessor(method) && !(method.IsConstructor && method.IsStatic)).Select(Method);
            IEnumerable<string> properties = type.Properties.Where(property => Visible(property.GetMethod, property.SetMethod).Any()).Select(Property);
            IEnumerable<string> events = type.Events.Where(one => IsVisible(one.AddMethod)).Select(Event);
            return fields.Concat(methods).Concat(properties).Concat(events).Select(line => $"{name}: {line}");
        }

        private static string Field(FieldDefinition field)
        {
            string visibility = field.IsPublic ? "public " : "protected ";
            string modifier = field.HasConstant ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
            string value = field.HasConstant ? " = " + ConstantText.Write(field.Constant) : "";
            return $"{visibility}{modifier}{SurfaceNames.Type(field.FieldType)} {field.Name}{value}";
        }

        private static string Method(MethodDefinition method)
        {
            string declaration = method.IsConstructor
                ? SurfaceNames.Simple(method.DeclaringType)
                : $"{SurfaceNames.Type(method.ReturnType)} {method.Name}{SurfaceNames.TypeParameters(method)}";
            return $"{Modifiers(method)}{declaration}({Parameters(method)})";
        }

        private static string Property(PropertyDefinition property)
        {
            MethodDefinition[] accessors = [.. Visible(property.GetMethod, property.SetMethod)];
            string name = property.HasParameters ? $"this[{Parameters(accessors[0], property.Parameters.Count)}]" : property.Name;
            string words = string.Concat(accessors.Select(one => one == property.GetMethod ? "get; " : SurfaceNames.IsInit(one) ? "init; " : "set; "));
            return $"{Modifiers(accessors[0])}{SurfaceNames.Type(property.PropertyType)} {name} {{ {words}}}";
        }

        private static string Event(EventDefinition one)
        {
            return $"{Modifiers(one.AddMethod)}event {SurfaceNames.Type(one.EventType)} {one.Name}";
        }

        private static string Modifiers(MethodDefinition method)
        {
            string visibility = method.IsPublic ? "public " : "protected ";
            if (method.IsStatic)
            {
                return visibility + "static ";
            }

            // An interface's members are abstract by nature; a member that merely implements one is sealed, and no
            // virtual one to C#.
            if (method.DeclaringType.IsInterface || !method.IsVirtual || (method.IsFinal && method.IsNewSlot))
            {
                return visibility;
            }

            string modifier = method.IsAbstract ? "abstract " : method.IsNewSlot ? "virtual " : "override ";
            bool isTop = method.DeclaringType.FullName == "System.Object";
            return visibility + (method.IsFinal ? "sealed " : "") + (isTop ? "virtual " : modifier);
        }

        private static string Parameters(MethodDefinition method, int? count = null)
        {
            return string.Join(", ", method.Parameters.Take(count ?? method.Parameters.Count).Select(SurfaceNames.Parameter));
        }

        private static IEnumerable<MethodDefinition> Visible(params MethodDefinition?[] accessors)
        {
            return accessors.OfType<MethodDefinition>().Where(IsVisible);
        }

        private static bool IsVisible(MethodDefinition method)
        {
            return method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
        }

        private static bool IsVisible(TypeDefinition type)
        {
            return type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily) && IsVisible(type.DeclaringType));
        }

        private static bool IsAccessor(MethodDefinition method)
        {
            return method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn;
        }

        private static bool IsDelegate(TypeDefinition type)
        {
            return type.BaseType?.FullName == "System.MulticastDelegate";
        }
    }
}
