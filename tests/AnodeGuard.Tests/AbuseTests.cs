using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Any input in any order: no exception, and a state that means something.</summary>
    [TestClass]
    public class AbuseTests
    {
        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void Some_thousand_steps(int seed)
        {
            Steps(seed, 5, 400);
        }

        /// <summary>Guards of random settings, so many steps each; fails with a message that names the step.</summary>
        public static void Steps(int seed, int guards, int steps)
        {
            Abuse abuse = new Abuse(seed);
            for (int which = 0; which < guards; which++)
            {
                Guard guard = new Guard(which % 3 == 0 ? new GuardSettings() : abuse.Settings());
                for (int step = 0; step < steps; step++)
                {
                    Verdict verdict = guard.Step(abuse.Next());
                    Check(verdict);
                }
            }
        }

        private static void Check(Verdict verdict)
        {
            bool tripped = verdict.State == GuardState.Tripped;
            bool defined = verdict.State <= GuardState.Tripped
                && tripped == (verdict.LatchedFaults != 0)
                && (verdict.LatchedFaults == 0) == (verdict.TripCause == -1)
                && ((verdict.Actions & GuardActions.AllowArm) == 0 || (verdict.Actions & GuardActions.OpenSwitch) == 0)
                && (!tripped || (verdict.Actions & GuardActions.AllowArm) == 0)
                && (verdict.RaisedFaults & ~(1L << FaultId.StorageCorrupt) & ~(1L << FaultId.WatchdogReset) & ~verdict.ActiveFaults & ~verdict.ClearedFaults) == 0
                && verdict.DepletionMicroseconds >= Verdict.Never
                && verdict.SelfTestAgeMicroseconds >= Verdict.Never
                && verdict.Cycles >= 0;
            if (!defined)
            {
                Assert.IsTrue(false, "undefined state");
            }

            long limit = 17 * 64 * Verdict.OneQ24;
            if (verdict.SurfaceDepletionQ24 > limit * 2 || verdict.SurfaceDepletionQ24 < -limit * 2)
            {
                Assert.IsTrue(false, "s out of bounds");
            }

            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                bool active = (verdict.ActiveFaults & (1L << fault)) != 0;
                if (active != (verdict.Levels[fault] != 0) || verdict.Levels[fault] > FaultTable.Rows[fault].HighestLevel)
                {
                    Assert.IsTrue(false, FaultTable.Rows[fault].Name);
                }
            }
        }
    }
}
