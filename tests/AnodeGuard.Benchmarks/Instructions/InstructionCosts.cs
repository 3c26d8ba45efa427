using Mono.Cecil.Cil;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// What an IL instruction costs on the interpreter, in instructions of the machine it runs on. Fitted to whole steps of the
    /// core, counted on the interpreter itself (a 32-bit build on a PC, valgrind): 197,400 for a fast turn, 1,320,500
    /// where every turn is a decision turn and the current always new, 409,900 in the mean of a board's turns. With these
    /// figures the first two come out right and the third to 1 %. An empty loop there gives 42 for a plain instruction.
    /// </summary>
    internal static class InstructionCosts
    {
        private const int Plain = 43;
        private const int Wide = 55;
        private const int Division = 180;
        private const int Call = 1230;
        private const int Object = 1500;

        public static int Of(Instruction instruction)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Nop:
                    return 0;
                case Code.Call:
                case Code.Callvirt:
                    return Call;
                case Code.Newobj:
                case Code.Newarr:
                case Code.Box:
                    return Object;
                case Code.Mul:
                case Code.Shl:
                case Code.Shr:
                case Code.Shr_Un:
                    return Wide;
                case Code.Div:
                case Code.Div_Un:
                case Code.Rem:
                case Code.Rem_Un:
                    return Division;
                default:
                    return Plain;
            }
        }
    }
}
