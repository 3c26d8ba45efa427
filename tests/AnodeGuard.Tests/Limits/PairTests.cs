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

        /// <summary>
        /// The cell rests or charges by 1 mV/s on both paths; one path's code stands still from the start. 20 mV of the other are
        /// 20 s, after the 2 s in which the code had to repeat itself, and the three samples that believe it.
        /// </summary>
        [TestMethod]
        [DataRow(0, 1000, 3)]
        [DataRow(1000, 0, 3)]
        [DataRow(1000, 1000, 0)]
        [DataRow(0, 0, 0)]
        [DataRow(0, 300, 0)]
        public void A_code_that_stands_still_while_the_other_path_moves(int cellMicrovoltsPerSecond, int bipolarMicrovoltsPerSecond, int level)
        {
            Trace trace = Working();
            trace.Noise = 0;
            trace.Code = 1;
            for (int i = 0; i < 260; i++)
            {
                trace.Cell = 3800000 + (i * cellMicrovoltsPerSecond / 10);
                long bipolar = 3800000 + (i * bipolarMicrovoltsPerSecond / 10);
                trace.Snapshot.CellBipolarMicrovolts.Set(bipolar, trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                trace.Step();
                if (i < 200)
                {
                    Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.SensorStuck), "not before 20 mV");
                }
            }

            Assert.AreEqual((byte)level, trace.LevelOf(FaultId.SensorStuck));
            trace.Cell += 200;
            trace.Snapshot.CellBipolarMicrovolts.Set(trace.Cell, trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
            trace.Step();
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.SensorStuck), "it moves");
        }

        /// <summary>
        /// Steps of voltage and current that both sources show, the second one a sample later (the bipolar path is read in every
        /// other cycle, the mean covers the step's interval), and then codes that repeat exactly for 5 s.
        /// </summary>
        [TestMethod]
        public void Steps_between_stretches_of_exact_codes_are_not_stuck()
        {
            Trace trace = Working();
            trace.Noise = 0;
            trace.CurrentNoise = 0;
            for (int step = 0; step < 20; step++)
            {
                long before = trace.Cell;
                long millivolts = step % 2 == 0 ? 60 : -60;
                trace.Cell += millivolts * 1000;
                trace.Current += millivolts * 20000;
                trace.MeanOffset = -millivolts * 10000;
                trace.Snapshot.CellBipolarMicrovolts.Set(before, trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                trace.Step();
                trace.MeanOffset = 0;
                for (int i = 0; i < 50; i++)
                {
                    trace.Snapshot.CellBipolarMicrovolts.Set(trace.Cell, trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                    trace.Step();
                    Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.SensorStuck));
                }
            }
        }

        /// <summary>A reversed cell stands at 0 on the positive-only path, whatever the bipolar one shows.</summary>
        [TestMethod]
        public void A_reversed_cell_is_not_stuck_at_zero()
        {
            GuardSettings settings = new GuardSettings();
            settings.UnderVoltageMicrovolts = -1000000;
            Trace trace = new Trace(settings, 3);
            trace.Noise = 0;
            trace.Cell = 0;
            for (int i = 0; i < 300; i++)
            {
                trace.Snapshot.CellBipolarMicrovolts.Set(-100000 - (i * 300), trace.Now + 100000, Validity.Valid, SampleSource.Ads1115);
                trace.Step();
                Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.SensorStuck));
            }
        }

        /// <summary>The instant's code stands at 2 mA while the charge register says 1 mA: a converter's is stuck, a recording's is rounded.</summary>
        [TestMethod]
        [DataRow((int)SampleSource.Ina228, 3)]
        [DataRow((int)SampleSource.Recording, 0)]
        public void A_current_whose_code_stands_still(int source, int level)
        {
            Trace trace = Working();
            trace.Source = (SampleSource)source;
            trace.CurrentNoise = 0;
            trace.Run(3000);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.SensorStuck), "a steady current repeats itself");
            trace.MeanOffset = -1000000;
            trace.Run(500);
            Assert.AreEqual((byte)level, trace.LevelOf(FaultId.SensorStuck));
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

        /// <summary>Cell at 25 C. For a minute, no less; it warns, latches nothing, and ends by itself. 0: not compared.</summary>
        [TestMethod]
        [DataRow(64000, 40000, 0)]
        [DataRow(66000, 40000, 2)]
        [DataRow(-14000, 40000, 0)]
        [DataRow(-16000, 40000, 2)]
        [DataRow(44000, 20000, 0)]
        [DataRow(46000, 20000, 2)]
        [DataRow(-16000, 0, 0)]
        public void The_thermometers_of_cell_and_board_must_agree(int board, int apart, int level)
        {
            Trace trace = Thermometers(apart, 100000);
            trace.Run(1000);
            SetBoard(trace, board);
            trace.Run(59000);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault), "not before a minute");
            trace.Run(2000);
            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
            Assert.AreEqual(0L, trace.Verdict.LatchedFaults);
            SetBoard(trace, 25000);
            trace.Run(1000);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault), "it ends by itself");
        }

        /// <summary>
        /// Nobody knows which one is wrong: the hotter one counts for the highest temperature (60 C), the cell's own for the
        /// lowest. A hot board beside a cell whose thermometer is believed is none of it.
        /// </summary>
        [TestMethod]
        [DataRow(61000, 40000, 3)]
        [DataRow(61000, 55000, 0)]
        [DataRow(-35000, 40000, 0)]
        public void While_they_differ_the_hotter_one_counts(int board, int apart, int level)
        {
            Trace trace = Thermometers(apart, 60000);
            trace.Temperature = 10000;
            trace.Run(1000);
            SetBoard(trace, board);
            trace.Run(62000);
            Assert.AreEqual((byte)level, trace.LevelOf(FaultId.OverTemperature));
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(FaultId.UnderTemperature));
        }

        private static Trace Thermometers(int apart, int hottest)
        {
            GuardSettings settings = new GuardSettings();
            settings.ThermometersApartMillikelvin = apart;
            settings.OverTemperatureMillicelsius = hottest;
            Trace trace = new Trace(settings, 9);
            trace.Temperature = 25000;
            SetBoard(trace, 25000);
            return trace;
        }

        private static void SetBoard(Trace trace, int millicelsius)
        {
            trace.Snapshot.BoardMillicelsius.Set(millicelsius, trace.Now + 100000, Validity.Valid, SampleSource.Tmp117);
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
