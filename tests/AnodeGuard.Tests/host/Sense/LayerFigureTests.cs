using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What is told of a layer besides its faults, through the one door: contacts, touches, leakage, a missing baseline.</summary>
    public class LayerFigureTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// 10 Mohm on 20 uF: 200 s, so slow that no fall is seen; 15 % of 3 V are gone after 32.5 s. Until then nothing is told, then
        /// the resistance, and one touch.
        /// </summary>
        [Fact]
        public void A_slow_contact_with_the_anode()
        {
            ExactLayer layer = new ExactLayer { Spacing = 100000 };
            layer.Start();
            layer.Steps(100);
            int found = -1;
            for (int tenth = 1; tenth <= 400; tenth++)
            {
                layer.Sense = (long)(3e6 * Math.Exp(-tenth / 2000.0));
                layer.Steps(1);
                bool contact = layer.LevelOf(FaultId.SenseContactAnode) == FaultLevel.Alarm;
                found = contact && found < 0 ? tenth : found;
                Assert.Equal(contact ? 1 : 0, layer.Verdict.Sense.Touches);
                Assert.Equal(contact, layer.Verdict.Sense.ContactOhms != SenseFigures.Unknown);
                if (contact)
                {
                    Assert.InRange(layer.Verdict.Sense.ContactOhms, 9.9e6, 10.1e6);
                }
            }

            // The slow baseline goes down by 1 mV/s with it: 0.45 V below that, 120 ms of it.
            Assert.InRange(found, 330, 370);
        }

        /// <summary>0.45 V for 120 ms and three samples, and once more for the row: a step of the current by more than C/100 starts it over.</summary>
        [Theory]
        [InlineData(50000, true)]
        [InlineData(50001, false)]
        [InlineData(-50000, true)]
        [InlineData(-50001, false)]
        public void A_shallow_contact_and_a_step_of_the_current(long step, bool found)
        {
            ExactLayer layer = new ExactLayer { Spacing = 60000, Cell = 3800000 };
            layer.Start();
            layer.Steps(40);
            layer.Sense = 2549000;
            layer.Steps(1);
            layer.Current = step;
            layer.Steps(2);
            Assert.Equal(FaultLevel.None, layer.LevelOf(FaultId.SenseContactAnode));
            layer.Steps(1);
            Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, layer.LevelOf(FaultId.SenseContactAnode));
            layer.Steps(1);
            Assert.Equal(FaultLevel.Alarm, layer.LevelOf(FaultId.SenseContactAnode));
        }

        /// <summary>What the comparator saw between two samples is an alarm; where the samples know nothing of it, it ends, and stays latched.</summary>
        [Fact]
        public void A_collapse_between_two_samples()
        {
            ExactLayer layer = new ExactLayer();
            layer.Start();
            layer.Steps(40);
            layer.Collapse = true;
            layer.Steps(1);
            Assert.Equal(FaultLevel.Alarm, layer.LevelOf(FaultId.SenseContactAnode));
            layer.Steps(10);
            Assert.Equal(FaultLevel.None, layer.LevelOf(FaultId.SenseContactAnode));
            Assert.True(layer.IsLatched(FaultId.SenseContactAnode));
        }

        /// <summary>One with the cathode is a touch as well, and has no resistance: it empties nothing.</summary>
        [Fact]
        public void A_slow_contact_with_the_cathode()
        {
            ExactLayer layer = new ExactLayer { Spacing = 100000 };
            layer.Start();
            layer.Steps(100);
            for (int tenth = 1; tenth <= 400; tenth++)
            {
                layer.Sense = 3000000 + (tenth * 2000);
                layer.Steps(1);
                bool contact = layer.LevelOf(FaultId.SenseContactCathode) == FaultLevel.Alarm;
                Assert.Equal(contact ? 1 : 0, layer.Verdict.Sense.Touches);
                Assert.Equal(SenseFigures.Unknown, layer.Verdict.Sense.ContactOhms);
            }

            Assert.Equal(1, layer.Verdict.Sense.Touches);
        }

        /// <summary>0.1 mV/s on 20 uF are 2 nA, told with the second mark: ten minutes after the first.</summary>
        [Theory]
        [InlineData(100, 2000)]
        [InlineData(-100, -2000)]
        public void A_drift_is_a_leakage_current(long perSecond, long picoamperes)
        {
            ExactLayer layer = new ExactLayer { Spacing = Second };
            layer.Start();
            for (int second = 0; second <= 1200; second++)
            {
                layer.Steps(1);
                layer.Sense += perSecond;
                Assert.Equal(second >= 600, layer.Verdict.Sense.LeakageKnown);
                Assert.Equal(FaultLevel.None, layer.LevelOf(FaultId.SenseLeakage));
            }

            Assert.InRange(layer.Verdict.Sense.LeakagePicoamperes, picoamperes - 5, picoamperes + 5);
        }

        /// <summary>Leakage ends where the layer is back within 0.225 V, with that sample, and not with the next mark.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(-1)]
        public void A_leakage_that_is_over(int sign)
        {
            // 1.7 mV/min over half an hour or 0.8 V; by 0.5 mV/s it is 0.8 V after 1,600 s at the latest.
            ExactLayer layer = new ExactLayer { Spacing = Second };
            layer.Settings.BaselineMicrovolts = 2500000;
            layer.Sense = 2500000;
            layer.Start();
            int second = 0;
            do
            {
                layer.Sense += sign * 500;
                layer.Steps(1);
                Assert.InRange(++second, 1, 2000);
            }
            while (layer.LevelOf(FaultId.SenseLeakage) == FaultLevel.None);
            Assert.True(sign * (layer.Sense - 2500000) >= 450000);
            for (long away = sign * (layer.Sense - 2500000); away >= 224000; away -= 500)
            {
                layer.Sense = 2500000 + (sign * away);
                layer.Steps(1);

                // Within a step of 0.225 V, for what is held against it follows at once.
                if (away < 224400 || away > 225600)
                {
                    Assert.Equal(away > 225000 ? FaultLevel.Warning : FaultLevel.None, layer.LevelOf(FaultId.SenseLeakage));
                }
            }
        }

        /// <summary>
        /// A layer that stands at the rail has no baseline to be found: after ten samples and more than ten seconds that is said,
        /// counted from the first sample, whenever that was.
        /// </summary>
        [Theory]
        [InlineData(1000000, 12)]
        [InlineData(1000001, 11)]
        [InlineData(60000000, 10)]
        [InlineData(100000, 102)]
        public void A_layer_without_a_baseline(long spacing, int samples)
        {
            ExactLayer layer = new ExactLayer { Spacing = spacing, Sense = 3480000, SenseValidity = Validity.OverRange };
            layer.Settings.BaselineMicrovolts = 0;
            layer.Start(1000 * Second);
            for (int sample = 1; sample <= samples + 5; sample++)
            {
                layer.Steps(1);
                Assert.Equal(sample >= samples ? FaultLevel.Alarm : FaultLevel.None, layer.LevelOf(FaultId.SenseNotArmed));
            }
        }

        /// <summary>Once there is a baseline it is said no longer: after two quiet seconds.</summary>
        [Fact]
        public void A_baseline_that_came_late()
        {
            ExactLayer layer = new ExactLayer { Spacing = 100000, Sense = 3480000, SenseValidity = Validity.OverRange };
            layer.Settings.BaselineMicrovolts = 0;
            layer.Start();
            layer.Steps(150);
            Assert.Equal(FaultLevel.Alarm, layer.LevelOf(FaultId.SenseNotArmed));
            layer.SenseValidity = Validity.Valid;
            layer.Sense = 3000000;
            layer.Steps(20);
            Assert.Equal((FaultLevel.Alarm, false), (layer.LevelOf(FaultId.SenseNotArmed), layer.Verdict.BaselineKnown));
            layer.Steps(1);
            Assert.Equal((FaultLevel.None, true), (layer.LevelOf(FaultId.SenseNotArmed), layer.Verdict.BaselineKnown));
            Assert.Equal(3000000, layer.Verdict.BaselineMicrovolts);
        }

        /// <summary>A contact that is gone for less than a second is the same one: a self-test hides it as long. After that it has let go.</summary>
        [Theory]
        [InlineData(999999, 1, 0)]
        [InlineData(1000000, 2, 1)]
        [InlineData(-1, 2, 1)]
        public void A_contact_that_is_gone_for_a_moment(long gone, long touches, long letGo)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            TouchWatch watch = new TouchWatch(new SteadyCurrent(new GuardSettings()), faults);
            SenseFigures figures = new SenseFigures();
            Channel sense = new Channel { Value = 2000000, TimeMicroseconds = 10 * Second };
            void Judge(bool contact)
            {
                faults.Confirm(FaultId.SenseContactAnode, contact ? FaultLevel.Alarm : FaultLevel.None);
                watch.Judge(sense, new SlopeEstimator(), new Channel(), figures);
            }

            Judge(true);
            sense.TimeMicroseconds += 20000;
            Judge(true);
            Assert.Equal((1L, true), (figures.Touches, watch.IsStirring));
            sense.TimeMicroseconds += gone;
            Judge(false);
            Assert.Equal(letGo == 0, watch.IsStirring);
            sense.TimeMicroseconds += 20000;
            Judge(true);
            Assert.Equal((touches, letGo), (figures.Touches, watch.LetGo.SinceStart));
        }

        /// <summary>A fall is followed for ten minutes; what comes later is drift, and the resistance stays.</summary>
        [Theory]
        [InlineData(600000000, true)]
        [InlineData(600000001, false)]
        public void The_longest_fall(long elapsed, bool goesOn)
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(3000000, 3000000, 0);
            resistance.Add(2900000, 3000000, Second);
            resistance.Add(2500000, 3000000, Second + elapsed);
            long before = resistance.Ohms;

            // 2 (2.9 - 2.5) / 5.4 over 600 s on 20 uF.
            Assert.Equal(600.0 / 20e-6 / (0.8 / 5.4), before, 1e4);
            resistance.Add(2000000, 3000000, Second + elapsed + Second);
            Assert.Equal(goesOn, resistance.Ohms != before);
        }

        /// <summary>The fall after its first sample, to the unit: 2 (1.01 - 0.99) / 2 over a second on 20 uF. No layer is below 1 nF.</summary>
        [Fact]
        public void The_second_sample_of_a_fall()
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(3000000, 3000000, 0);
            resistance.Add(1010000, 3000000, Second);
            resistance.Add(990000, 3000000, 2 * Second);
            Assert.Equal(2500000, resistance.Ohms);
            Assert.Equal(1, new ContactResistance(new GuardSettings { AreaSquareMicrometres = 1 }).Nanofarads);
        }
    }
}
