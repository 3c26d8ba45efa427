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
    }
}
