using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// What an IL instruction costs on the interpreter, in instructions of the machine it runs on. Each figure was counted on the
    /// interpreter itself (a 32-bit build on a PC, valgrind), in a loop that does nothing else; none is fitted to the core.
    /// Held against the core's own steps there: 251,200 counted in the mean of a board's turns, 250,900 reckoned with these.
    /// A field costs as much as four locals, a call as four fields and a quarter of one for each local of the method called.
    /// </summary>
    internal static class InstructionCosts
    {
        private const int Plain = 40;
        private const int Constant = 28;
        private const int Sum = 52;
        private const int Product = 61;
        private const int Division = 112;
        private const int Conversion = 80;
        private const int Test = 67;
        private const int Comparison = 108;
        private const int Field = 151;
        private const int FromArray = 115;
        private const int IntoArray = 140;
        private const int Call = 570;
        private const int Local = 42;
        private const int Object = 1900;

        public static int Of(Instruction instruction)
        {
            switch (instruction.OpCode.Code)
            {
                // What returning costs is in the call's figure.
                case Code.Nop:
                case Code.Ret:
                    return 0;
                case Code.Call:
                case Code.Callvirt:
                    return OfCall((MethodReference)instruction.Operand);
                case Code.Newobj:
                case Code.Newarr:
                case Code.Box:
                    return Object;
                case Code.Ldfld:
                case Code.Ldflda:
                case Code.Stfld:
                case Code.Ldsfld:
                case Code.Stsfld:
                    return Field;
                case Code.Ldc_I4:
                case Code.Br:
                    return Constant;
                case Code.Ldc_I8:
                case Code.Conv_I8:
                case Code.Conv_U8:
                    return Conversion;
                case Code.Add:
                case Code.Sub:
                    return Sum;
                case Code.Mul:
                    return Product;
                case Code.Div:
                case Code.Div_Un:
                case Code.Rem:
                case Code.Rem_Un:
                    return Division;
                case Code.Brtrue:
                case Code.Brfalse:
                    return Test;
                default:
                    return OfFamily(instruction.OpCode);
            }
        }

        /// <summary>What the locals of a method cost that its caller does not know: it is called through an interface.</summary>
        public static int OnEntry(MethodDefinition method)
        {
            return method.IsVirtual ? Local * method.Body.Variables.Count : 0;
        }

        private static int OfCall(MethodReference callee)
        {
            if (PlatformCosts.IsPlatform(callee))
            {
                return 0;
            }

            MethodDefinition method = callee.Resolve();
            return Call + (method.IsVirtual ? 0 : Local * (method.Body?.Variables.Count ?? 0));
        }

        /// <summary>What comes in many sizes and signs, all at one price.</summary>
        private static int OfFamily(OpCode code)
        {
            bool compares = code.FlowControl == FlowControl.Cond_Branch || code.Code is Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un;
            return compares ? Comparison
                : code.Name.StartsWith("ldelem", System.StringComparison.Ordinal) ? FromArray
                : code.Name.StartsWith("stelem", System.StringComparison.Ordinal) ? IntoArray
                : Plain;
        }
    }
}
