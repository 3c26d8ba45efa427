using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Two sources of one quantity, and an electrode where none can be.</summary>
    [TestClass]
    public class PairTests
    {
        private const int Fault = FaultId.SensorImplausible;

        /// <summary>100 mV and 2 % of 3.8 V: 176 mV.</summary>
        [TestMethod]
        [DataRow(170, 0)]
        [DataRow(-170, 0)]
        [DataRow(185, 3)]
        [DataRow(-185, 3)]
        public void The_two_voltage_paths_must_agree(int millivolts, int level)
        {
            Trace trace = Working();
            for (int i = 0; i < 20; i++)
            {
                trace.Snapshot.CellBipolarMicrovolts.Set(3800000 + (millivolts * 1000L), trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                trace.Step();
            }

            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
        }

        [TestMethod]
        public void A_step_between_the_two_readings_is_no_fault()
        {
            Trace trace = Working();
            for (int i = 0; i < 40; i++)
            {
                bool late = i % 10 == 0;
                trace.Snapshot.CellBipolarMicrovolts.Set(late ? 3000000 : 3800000, trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                trace.Step();
                Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault));
            }
        }

        /// <summary>Steady instants of 2 mA: 5 % and twice C/100 are 0.2 mA. It warns; a pulse train in step with the loop looks the same.</summary>
        [TestMethod]
        [DataRow(190, 0)]
        [DataRow(-190, 0)]
        [DataRow(215, 2)]
        [DataRow(-215, 2)]
        public void The_charge_register_must_agree_with_the_instants(int microamperes, int level)
        {
            Trace trace = Working();
            trace.MeanOffset = microamperes * 1000L;
            trace.Run(4000);
            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
            Assert.AreEqual(0L, trace.Verdict.LatchedFaults);
        }

        [TestMethod]
        [DataRow(-290, 0)]
        [DataRow(-310, 3)]
        public void Nothing_pulls_the_electrode_far_below_the_anode(int millivolts, int level)
        {
            Trace trace = Working();
            for (int i = 0; i < 10; i++)
            {
                trace.Snapshot.SenseMicrovolts.Set(millivolts * 1000L, trace.Now + 100000, Validity.Valid, SampleSource.Recording);
                trace.Step();
            }

            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
        }

        private static Trace Working()
        {
            Trace trace = new Trace(new GuardSettings(), 8);
            trace.Current = 2000000;
            trace.Run(1000);
            return trace;
        }
    }
}
