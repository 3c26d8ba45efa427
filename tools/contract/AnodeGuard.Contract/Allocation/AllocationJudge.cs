using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnodeGuard.Contract.Allocation
{
    /// <summary>Judges the instructions of one method.</summary>
    internal sealed class AllocationJudge
    {
        /// <summary>Structs the interpreter keeps as plain numbers.</summary>
        private static readonly string[] PlainStructs = ["System.DateTime", "System.TimeSpan", "System.IntPtr", "System.UIntPtr"];

        private readonly LoadedCode _code;
        private readonly MethodDefinition _method;

        public AllocationJudge(LoadedCode code, MethodDefinition method)
        {
            _code = code;
            _method = method;
        }

        public IEnumerable<(AllocationKind Kind, string What, Instruction At)> Judge()
        {
            Instruction first = _method.Body.Instructions[0];
            foreach (VariableDefinition local in _method.Body.Variables.Where(local => IsStruct(local.VariableType)))
            {
                yield return (AllocationKind.InterpreterStruct, local.VariableType.FullName, first);
            }

            foreach (Instruction instruction in _method.Body.Instructions)
            {
                (AllocationKind Kind, string What)? found = Judge(instruction);
                if (found is not null)
                {
                    yield return (found.Value.Kind, found.Value.What, instruction);
                }
            }
        }

        private (AllocationKind Kind, string What)? Judge(Instruction instruction)
        {
            return instruction.OpCode.Code switch
            {
                Code.Newobj => New((MethodReference)instruction.Operand, instruction),
                Code.Newarr => (AllocationKind.Array, $"{((TypeReference)instruction.Operand).FullName}[]"),
                Code.Box => (AllocationKind.Box, ((TypeReference)instruction.Operand).FullName),
                Code.Ldstr when !EndsInThrow(instruction) => (AllocationKind.InterpreterLiteral, $"\"{instruction.Operand}\""),
                Code.Call or Code.Callvirt => Call((MethodReference)instruction.Operand),
                _ => null,
            };
        }

        private static (AllocationKind Kind, string What)? New(MethodReference constructor, Instruction instruction)
        {
            TypeReference type = constructor.DeclaringType;
            if (LoadedCode.Definition(type) is { IsValueType: true })
            {
                return IsStruct(type) ? (AllocationKind.InterpreterStruct, type.FullName) : null;
            }

            bool isThrown = IsException(type) && instruction.Next?.OpCode.Code == Code.Throw;
            return isThrown ? null : (AllocationKind.Object, type.FullName);
        }

        private (AllocationKind Kind, string What)? Call(MethodReference called)
        {
            bool isOutside = _code.Own(called) is null && !(LoadedCode.Definition(called.DeclaringType)?.IsInterface == true);
            if (!isOutside || called.Name == "Invoke")
            {
                return null;
            }

            string what = $"{called.DeclaringType.FullName}::{called.Name}";
            bool givesNew = called.ReturnType.IsArray || called.ReturnType.FullName == "System.String";
            bool isProperty = called.Name.StartsWith("get_", StringComparison.Ordinal);
            return givesNew && !isProperty ? (AllocationKind.NewFromOutside, what)
                : IsStruct(called.ReturnType) ? (AllocationKind.InterpreterStruct, what)
                : null;
        }

        /// <summary>The message of an exception that is thrown at once.</summary>
        private static bool EndsInThrow(Instruction instruction)
        {
            Instruction? next = instruction.Next;
            while (next?.OpCode.Code == Code.Ldstr)
            {
                next = next.Next;
            }

            return next?.OpCode.Code == Code.Newobj && next.Next?.OpCode.Code == Code.Throw && IsException(((MethodReference)next.Operand).DeclaringType);
        }

        private static bool IsStruct(TypeReference type)
        {
            return type is not (ByReferenceType or PointerType or ArrayType)
                && !type.IsPrimitive
                && type.FullName != "System.Void"
                && !PlainStructs.Contains(type.FullName)
                && LoadedCode.Definition(type) is { IsValueType: true, IsEnum: false };
        }

        private static bool IsException(TypeReference type)
        {
            TypeDefinition? definition = LoadedCode.Definition(type);
            return definition is not null
                && (definition.FullName == "System.Exception" || (definition.BaseType is not null && IsException(definition.BaseType)));
        }
    }
}
