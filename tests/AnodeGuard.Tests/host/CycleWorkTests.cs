using System;
using System.Collections.Generic;
using System.Reflection;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// The work of a cycle comes out the same whether the cycle does it at once, four fast turns after it do, or fewer of them
    /// and the next cycle. Guards with and without turns see the same cells; after the turns they must say the same.
    /// </summary>
    public class CycleWorkTests
    {
        private const long Turn = 20000;

        // What is looked at once a second where cycles are dense, and what tells of a step alone.
        private static readonly string[] Apart =
        {
            "TimeMicroseconds", "RaisedFaults", "ClearedFaults", "Actions", "PlatedNanometres", "TipLeadMicroseconds",
            "MossLeadMicroseconds", "GeometricMicroamperesPerSquareMetre", "LocalMicroamperesPerSquareMetre",
        };

        [Theory]
        [InlineData(1, 1)]
        [InlineData(2, 2)]
        [InlineData(3, 3)]
        [InlineData(4, 4)]
        [InlineData(4, 5)]
        public void Spread_or_at_once_it_comes_out_the_same(int turnsPerCycle, int seed)
        {
            Random random = new Random(seed);
            Guard spread = new Guard(Settings());
            Guard whole = new Guard(Settings());
            Snapshot snapshot = new Snapshot();
            long current = 0;
            int differed = 0;
            for (int cycle = 0; cycle < 3000; cycle++)
            {
                long now = snapshot.TimeMicroseconds + Turn;
                if (random.Next(40) == 0)
                {
                    current = random.Next(3) == 0 ? 0 : random.Next(-90000000, 90000000);
                }

                Fill(snapshot, now, current + random.Next(-500, 500), random);
                whole.Step(snapshot);
                Verdict verdict = spread.Step(snapshot);
                List<string> early = Differences(Figures(whole), verdict);
                differed += early.Count > 0 ? 1 : 0;
                bool last = cycle % 10 == 9;
                for (int turn = 1; turn <= (last ? 4 : turnsPerCycle); turn++)
                {
                    snapshot.TimeMicroseconds = now + (turn * Turn);
                    verdict = spread.Step(snapshot);
                }

                List<string> late = last || turnsPerCycle == 4 ? Differences(Figures(whole), verdict) : new List<string>();
                Assert.True(late.Count == 0, "cycle " + cycle + ": " + string.Join(", ", late));
            }

            Assert.True(differed > 1000, "the turns had nothing to do");
        }

        /// <summary>Where neither voltage nor current is fitted the sense electrode's samples count; else a whole new pair does.</summary>
        [Fact]
        public void What_counts_as_a_cycle()
        {
            Guard guard = new Guard(Settings());
            Snapshot snapshot = new Snapshot();
            for (int step = 1; step <= 4; step++)
            {
                snapshot.TimeMicroseconds = step * Turn;
                snapshot.SenseMicrovolts.Set(3000000, step * Turn, Validity.Valid, SampleSource.Ads1115);
                snapshot.CellMillicelsius.Set(25000, step * Turn, Validity.Valid, SampleSource.Ads1115);
                Assert.Equal(step, guard.Step(snapshot).Cycles);
            }

            Fill(snapshot, 5 * Turn, 0, new Random(1));
            Assert.Equal(5, guard.Step(snapshot).Cycles);
            snapshot.TimeMicroseconds = 6 * Turn;
            snapshot.CellMicrovolts.Set(3700000, 6 * Turn, Validity.Failed, SampleSource.Ina228);
            Assert.Equal(5, guard.Step(snapshot).Cycles);
            snapshot.TimeMicroseconds = 7 * Turn;
            snapshot.CellMillicelsius.Set(25000, 7 * Turn, Validity.Valid, SampleSource.Ads1115);
            Assert.Equal(5, guard.Step(snapshot).Cycles);
            Fill(snapshot, 8 * Turn, 0, new Random(2));
            Assert.Equal(6, guard.Step(snapshot).Cycles);
        }

        /// <summary>
        /// Where more turns follow a cycle than it has work for, the metal is followed when that is done, and what it leads to is told in the same
        /// turn: 10 A/m2 of lithium are 4,850 nm an hour, and moss takes 1/0.3 of that of the 25 um.
        /// </summary>
        [Fact]
        public void In_a_turn_without_work_metal_and_lead_times_move_together()
        {
            Guard guard = new Guard(new GuardSettings { AreaSquareMicrometres = 200000000, ReadyAfterCycles = 1 });
            Snapshot snapshot = new Snapshot();
            long nanometres = 0;
            int moved = 0;
            for (int step = 0; step < 8 * 200; step++)
            {
                long now = (step + 1) * Turn;
                if (step % 8 == 0)
                {
                    Fill(snapshot, now, 2000000, new Random(step));
                    snapshot.MeanCurrentNanoamperes.Set(2000000, now, Validity.Valid, SampleSource.Ina228);
                }

                snapshot.TimeMicroseconds = now;
                CellFigures figures = guard.Step(snapshot).Cell;
                if (figures.PlatedNanometres != nanometres)
                {
                    nanometres = figures.PlatedNanometres;
                    moved++;
                    Assert.InRange(figures.MossLeadMicroseconds - ((25000 - nanometres) * 0.3 / 4850 * 3600e6), -240000, 20000);
                }
            }

            Assert.InRange(moved, 25, 35);
        }

        private static GuardSettings Settings()
        {
            return new GuardSettings
            {
                CellType = CellType.Full,
                CapacityMicroampereHours = 20000,
                ReadyAfterCycles = 1,
                ChargeAdviceWaived = true,
                FreeGapNanometres = 30000,
                OverCurrentChargeNanoamperes = 100000000,
                OverCurrentDischargeNanoamperes = 100000000,
            };
        }

        private static void Fill(Snapshot snapshot, long now, long current, Random random)
        {
            long volts = 3700000 + (current / 100) + random.Next(-300, 300) - (random.Next(60) == 0 ? 40000 : 0);
            snapshot.TimeMicroseconds = now;
            snapshot.CellMicrovolts.Set(volts, now, Validity.Valid, SampleSource.Ina228);
            snapshot.CellBipolarMicrovolts.Set(volts + random.Next(-200, 200), now, Validity.Valid, SampleSource.Ads1115);
            snapshot.CurrentNanoamperes.Set(current, now, Validity.Valid, SampleSource.Ina228);
            snapshot.MeanCurrentNanoamperes.Set(current + random.Next(-100, 100), now, Validity.Valid, SampleSource.Ina228);
            snapshot.CellMillicelsius.Set(25000 + random.Next(-30, 30), now, Validity.Valid, SampleSource.Ads1115);
            snapshot.BoardMillicelsius.Set(27000, now, Validity.Valid, SampleSource.Tmp117);
            snapshot.PressurePascals.Set(101000 + random.Next(30), now, Validity.Valid, SampleSource.Bme680);
        }

        /// <summary>The guard's one verdict, without a step.</summary>
        private static Verdict Figures(Guard guard)
        {
            return (Verdict)typeof(Guard).GetField("_verdict", BindingFlags.Instance | BindingFlags.NonPublic).GetValue(guard);
        }

        private static List<string> Differences(object one, object other)
        {
            List<string> found = new List<string>();
            foreach (FieldInfo field in one.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public))
            {
                object left = field.GetValue(one);
                object right = field.GetValue(other);
                if (Array.IndexOf(Apart, field.Name) >= 0)
                {
                    continue;
                }

                bool isFigure = left is long || left is int || left is bool || left is byte || left is Enum;
                bool same = left is byte[] levels ? Convert.ToHexString(levels) == Convert.ToHexString((byte[])right) : left.Equals(right);
                if (isFigure || left is byte[])
                {
                    found.AddRange(same ? Array.Empty<string>() : new[] { field.Name + " " + left + "/" + right });
                }
                else
                {
                    found.AddRange(Differences(left, right));
                }
            }

            return found;
        }
    }
}
