using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Voltage, current and temperature at the limits of SETTINGS.md: at, one unit beyond, back.</summary>
    public class WindowBorderTests
    {
        /// <summary>Every level of every limit, from nothing: at its threshold it is not reached, one unit beyond it is.</summary>
        [Theory]
        [InlineData(FaultId.OverVoltage, 4280000, 4295000, 4300000, 1)]
        [InlineData(FaultId.UnderVoltage, 2520000, 2505000, 2500000, -1)]
        [InlineData(FaultId.OverCurrentCharge, 95000000, 98000000, 100000000, 1)]
        [InlineData(FaultId.OverCurrentDischarge, -190000000, -196000000, -200000000, -1)]
        [InlineData(FaultId.OverTemperature, 50000, 55000, 60000, 1)]
        [InlineData(FaultId.UnderTemperature, -16000, -18000, -20000, -1)]
        public void Levels_begin_beyond_their_limits(int fault, long advisory, long warning, long alarm, int sign)
        {
            foreach ((long limit, byte below) in new[] { (advisory, FaultLevel.None), (warning, FaultLevel.Advisory), (alarm, FaultLevel.Warning) })
            {
                Assert.Equal(below, Settled(fault, limit));
                Assert.Equal(below + 1, Settled(fault, limit + sign));
            }
        }

        /// <summary>
        /// And they end: voltages 10 mV (5 mV below the alarm) inside, currents 2 % (1 %) of the limit, temperatures 1 K; the
        /// comparison is the beginning's, so that at that value they have ended.
        /// </summary>
        [Theory]
        [InlineData(FaultId.OverVoltage, 4300001, 4290000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverVoltage, 4295001, 4290000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverVoltage, 4280001, 4275000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.UnderVoltage, 2499999, 2510000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.UnderVoltage, 2504999, 2510000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.UnderVoltage, 2519999, 2525000, FaultLevel.Advisory, -1)]
        [InlineData(FaultId.OverCurrentCharge, 100000001, 98000000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverCurrentCharge, 98000001, 97000000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverCurrentCharge, 95000001, 94000000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.OverCurrentDischarge, -200000001, -196000000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.OverCurrentDischarge, -196000001, -194000000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.OverCurrentDischarge, -190000001, -188000000, FaultLevel.Advisory, -1)]
        [InlineData(FaultId.OverTemperature, 60001, 59000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverTemperature, 55001, 54000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverTemperature, 50001, 49000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.UnderTemperature, -20001, -19000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.UnderTemperature, -18001, -17000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.UnderTemperature, -16001, -15000, FaultLevel.Advisory, -1)]
        public void Levels_end_inside_their_limits(int fault, long beyond, long end, byte level, int sign)
        {
            Assert.Equal(level, Settled(fault, beyond, end + sign));
            Assert.InRange(Settled(fault, beyond, end), FaultLevel.None, level - 1);
        }

        /// <summary>What metal and electrolyte allow, whatever the settings say.</summary>
        [Theory]
        [InlineData(Chemistry.Potassium, Electrolyte.Other, 50000)]
        [InlineData(Chemistry.Sodium, Electrolyte.Other, 85000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Other, 150000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Carbonate, 65000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Ether, 65000)]
        public void The_hottest_that_is_allowed(Chemistry chemistry, Electrolyte electrolyte, long hottest)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = hottest };
            trace.Settings.Chemistry = chemistry;
            trace.Settings.Electrolyte = electrolyte;
            trace.Settings.OverTemperatureMillicelsius = 500000;
            trace.Start();
            trace.Steps(10);
            Assert.Equal(FaultLevel.Warning, trace.LevelOf(FaultId.OverTemperature));
            trace.Millicelsius = hottest + 1;
            trace.Steps(10);
            Assert.Equal(FaultLevel.Alarm, trace.LevelOf(FaultId.OverTemperature));
            if (electrolyte == Electrolyte.Carbonate)
            {
                // Warning from 55 C at the latest.
                trace.Start();
                trace.Millicelsius = 55000;
                trace.Steps(10);
                Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.OverTemperature));
                trace.Millicelsius = 55001;
                trace.Steps(10);
                Assert.Equal(FaultLevel.Warning, trace.LevelOf(FaultId.OverTemperature));
            }
        }

        private static int Settled(int fault, params long[] values)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Settings.UnderVoltageMicrovolts = 2500000;
            trace.Settings.OverCurrentChargeNanoamperes = 100000000;
            trace.Settings.OverCurrentDischargeNanoamperes = 200000000;
            trace.Start();
            foreach (long value in values)
            {
                if (fault == FaultId.OverVoltage || fault == FaultId.UnderVoltage)
                {
                    trace.Cell = value;
                }
                else if (fault == FaultId.OverCurrentCharge || fault == FaultId.OverCurrentDischarge)
                {
                    trace.Current = value;
                }
                else
                {
                    trace.Millicelsius = value;
                }

                trace.Steps(10);
            }

            return trace.LevelOf(fault);
        }
    }
}
