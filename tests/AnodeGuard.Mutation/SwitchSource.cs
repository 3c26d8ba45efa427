namespace AnodeGuard.Mutation
{
    /// <summary>
    /// What is compiled into the mutated core: which mutant is active, which ones made a difference to the value of their own
    /// expression in the test that is recorded, and how many turns of loops are left, so that a mutant that never ends is
    /// caught without a clock.
    /// </summary>
    internal static class SwitchSource
    {
        public const string Text = @"
namespace AnodeGuard.Core
{
    public static class MutantSwitch
    {
        public static int Active = -1;
        public static bool Recording;
        public static bool[] Reached = new bool[0];
        public static long Turns = long.MaxValue;

        // Small enough to be inlined: it stands in every expression.
        public static bool Is(int id)
        {
            return Active == id;
        }

        public static bool Note(int id)
        {
            Reached[id] = true;
            return false;
        }

        public static bool Differ(int id, long mutated, long original)
        {
            return mutated != original && Note(id);
        }

        public static bool Differ(int id, ulong mutated, ulong original)
        {
            return mutated != original && Note(id);
        }

        public static bool Differ(int id, bool mutated, bool original)
        {
            return mutated != original && Note(id);
        }

        public static bool Differ(int id, object mutated, object original)
        {
            return !Equals(mutated, original) && Note(id);
        }

        public static void Turn()
        {
            if (--Turns < 0) { throw new System.OperationCanceledException(""the mutant does not end""); }
        }
    }
}";
    }
}
