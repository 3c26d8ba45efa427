using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What the register tells of all faults together.</summary>
    public class RegisterBorderTests
    {
        /// <summary>Every fault raises the highest level, and only its own bit; what is over leaves nothing behind.</summary>
        [Fact]
        public void Every_fault_by_itself()
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                faults.Confirm(fault, FaultLevel.Warning);
                Assert.Equal((FaultLevel.Warning, 1L << fault, 1L << fault), (faults.HighestLevel, faults.Active, faults.Unsettled));
                faults.Confirm(fault, FaultLevel.None);
                Assert.Equal((FaultLevel.None, 0L, 0L), (faults.HighestLevel, faults.Active, faults.Unsettled));

                // Observed, and waiting for its debounce or there at once; then not there any more.
                faults.Observe(fault, FaultLevel.Advisory, 1);
                Assert.Equal(1L << fault, faults.Unsettled);
                for (int sample = 2; sample < 2000 && faults.Unsettled != 0; sample++)
                {
                    faults.Observe(fault, FaultLevel.None, sample * 10000000L);
                    Assert.Equal(0, faults.Unsettled & ~(1L << fault));
                }

                Assert.Equal((FaultLevel.None, 0L, 0L), (faults.HighestLevel, faults.Active, faults.Unsettled));
            }
        }

        /// <summary>A fault that is pending stays so while another is said not to be there.</summary>
        [Fact]
        public void One_beside_another()
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            faults.Confirm(FaultId.MicroShort, FaultLevel.Advisory);
            faults.Observe(FaultId.HardShort, FaultLevel.Alarm, 1);
            faults.Observe(FaultId.GasRelease, FaultLevel.None, 1);
            Assert.Equal((1L << FaultId.MicroShort) | (1L << FaultId.HardShort), faults.Unsettled);
            faults.Observe(FaultId.HardShort, FaultLevel.None, 2);
            Assert.Equal(1L << FaultId.MicroShort, faults.Unsettled);
            Assert.Equal(FaultLevel.Advisory, faults.HighestLevel);
        }

        /// <summary>A fault acts from its row's level on, beside another that does.</summary>
        [Fact]
        public void What_acts()
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                int other = fault == FaultId.HardShort ? FaultId.OverVoltage : FaultId.HardShort;
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                faults.Confirm(other, FaultLevel.Alarm);
                Assert.Equal(1L << other, faults.Acting);
                for (byte level = FaultLevel.Advisory; level <= FaultLevel.Alarm; level++)
                {
                    faults.Confirm(fault, level);
                    bool acts = level >= FaultTable.Rows[fault].ActionFromLevel;
                    Assert.Equal((1L << other) | (acts ? 1L << fault : 0), faults.Acting);
                }

                faults.Confirm(fault, FaultLevel.None);
                Assert.Equal(1L << other, faults.Acting);
            }
        }

        /// <summary>A fault that rises leaves the debounce of its neighbour, which is about to end, alone.</summary>
        [Fact]
        public void Neighbours_in_the_register()
        {
            for (int fault = 0; fault + 1 < FaultId.Count; fault++)
            {
                Assert.Equal(SamplesToEnd(fault, false), SamplesToEnd(fault, true));
            }
        }

        private static int SamplesToEnd(int fault, bool rises)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            faults.Confirm(fault + 1, FaultLevel.Alarm);
            int samples = 0;
            while (faults.IsActive(fault + 1) && samples < 1000)
            {
                faults.Observe(fault + 1, FaultLevel.None, ++samples * 1000000L);
                if (rises)
                {
                    faults.Observe(fault, FaultLevel.Advisory, samples * 1000000L);
                    faults.Observe(fault, FaultLevel.None, (samples * 1000000L) + 1);
                }
            }

            return samples;
        }
    }
}
