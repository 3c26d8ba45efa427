using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Contacts of the layer with anode and cathode, and their resistance, at the borders that FAULTS.md and the docstrings name: below, at, beyond.</summary>
    public class ContactBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// Below 0.5 V (half the baseline where that is less) and 40 % off the baseline at once; 15 % (0.3 V at least) for 120 ms
        /// and three samples. At 3 V: 0.45 V and 1.2 V.
        /// </summary>
        [Theory]
        [InlineData(3000000, 2550000, 3, 60000, true, false)]
        [InlineData(3000000, 2550001, 3, 60000, false, false)]
        [InlineData(3000000, 2550000, 3, 59999, false, false)]
        [InlineData(3000000, 2550000, 2, 120000, false, false)]
        [InlineData(3000000, 1800000, 1, 1, true, false)]
        [InlineData(3000000, 1800001, 1, 1, false, false)]
        [InlineData(3000000, 3450000, 3, 60000, false, true)]
        [InlineData(3000000, 3449999, 3, 60000, false, false)]
        [InlineData(3000000, 4200000, 1, 1, false, true)]
        [InlineData(3000000, 4199999, 1, 1, false, false)]
        [InlineData(1500000, 1200000, 3, 60000, true, false)]
        [InlineData(1500000, 1200001, 3, 60000, false, false)]
        [InlineData(1500000, 900000, 1, 1, true, false)]
        [InlineData(1500000, 900001, 1, 1, false, false)]
        [InlineData(600000, 299999, 1, 1, true, false)]
        [InlineData(600000, 300001, 1, 1, false, false)]
        public void A_contact(long baseline, long microvolts, int samples, long spacing, bool anode, bool cathode)
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(baseline);
            for (int sample = 0; sample < samples; sample++)
            {
                contact.Judge(microvolts, false, baseline, true, 5 + (sample * spacing));
                bool last = sample == samples - 1;
                Assert.Equal(anode && last, contact.TouchesAnode);
                Assert.Equal(cathode && last, contact.TouchesCathode);
                Assert.True(contact.IsStirring || !last || System.Math.Abs(microvolts - baseline) < contact.CalmMicrovolts);
            }
        }

        /// <summary>0.5 V, or half the baseline where that is less; a layer at 0 V by design never collapses, and touches no anode.</summary>
        [Fact]
        public void A_collapse_and_a_layer_at_zero_by_design()
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            Assert.Equal(500000, contact.CollapsedMicrovolts);
            Assert.Equal(225000, contact.CalmMicrovolts);
            Assert.True(contact.IsCollapsed(499999));
            Assert.False(contact.IsCollapsed(500000));
            Assert.True(contact.IsFarOff(2550000, 3000000) && contact.IsFarOff(3450000, 3000000));
            Assert.False(contact.IsFarOff(2550001, 3000000) || contact.IsFarOff(3449999, 3000000));
            contact.Commission(990000);
            Assert.Equal(495000, contact.CollapsedMicrovolts);
            Assert.Equal(150000, contact.CalmMicrovolts);
            contact = new ContactDetector(true);
            contact.Commission(10000);
            Assert.False(contact.IsCollapsed(-100000));
            for (int sample = 0; sample < 5; sample++)
            {
                contact.Judge(-2000000, false, 10000, true, sample * Second);
                Assert.False(contact.TouchesAnode || contact.TouchesCathode);
            }

            contact.Judge(0, true, 10000, false, 6 * Second);
            Assert.True(contact.TouchesCathode && contact.IsStirring);
        }

        /// <summary>A known contact ends within half of the threshold; half of it for 250 ms and three samples is suspicious; a step of the current starts what is shallow over.</summary>
        [Fact]
        public void A_known_contact_a_suspicion_and_a_disturbance()
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            contact.IsKnown = true;
            contact.Judge(2775000, false, 3000000, true, 0);
            Assert.True(contact.TouchesAnode);
            contact.Judge(2775001, false, 3000000, true, 1);
            Assert.False(contact.TouchesAnode);
            contact.Judge(3225000, false, 3000000, true, 2);
            Assert.True(contact.TouchesCathode);
            contact.IsKnown = false;
            contact.Judge(3000000, false, 3000000, true, 3);
            Assert.False(contact.TouchesCathode || contact.IsStirring);
            foreach ((long time, bool suspicious) in new[] { (1000L, false), (2000L, false), (250999L, false), (251000L, true) })
            {
                contact.Judge(2775000, false, 3000000, true, time);
                Assert.Equal(suspicious, contact.IsSuspicious);
                Assert.False(contact.TouchesAnode);
            }

            contact.Judge(2775001, false, 3000000, true, 300000);
            Assert.False(contact.IsSuspicious);
            for (int sample = 0; sample < 6; sample++)
            {
                contact.Judge(2550000, false, 3000000, true, Second + (sample * 60000));
                Assert.Equal(sample == 2 || sample == 5, contact.TouchesAnode);
                if (sample == 2)
                {
                    contact.Judge(3000000, false, 3000000, true, Second + 150000);
                    contact.NoteCurrent(50001, 50000);
                }
            }

            // Unsettled samples count for nothing shallow.
            contact = new ContactDetector(false);
            contact.Commission(3000000);
            for (int sample = 0; sample < 9; sample++)
            {
                contact.Judge(2550000, false, 3000000, false, sample * 60000);
                Assert.False(contact.TouchesAnode);
            }
        }

        /// <summary>What was found shallow a sample ago holds at half of the threshold, before the row has made it known.</summary>
        [Theory]
        [InlineData(-1)]
        [InlineData(1)]
        public void A_shallow_contact_holds_at_half(int sign)
        {
            ContactDetector contact = new ContactDetector(false);
            contact.Commission(3000000);
            for (int sample = 0; sample < 4; sample++)
            {
                contact.Judge(3000000 + (sign * (sample < 3 ? 450000 : 225000)), false, 3000000, true, sample * 60000);
            }

            Assert.True(sign < 0 ? contact.TouchesAnode : contact.TouchesCathode);
            contact.Judge(3000000 + (sign * 224999), false, 3000000, true, 240000);
            Assert.False(contact.TouchesAnode || contact.TouchesCathode);
        }

        /// <summary>R = t / (C ln(V0/V)) on 20 uF: an exact exponential of 100 kohm, 1 Mohm, 10 Mohm.</summary>
        [Theory]
        [InlineData(1e5, 0.02)]
        [InlineData(1e6, 0.02)]
        [InlineData(1e7, 0.1)]
        public void The_resistance_of_a_contact(double ohms, double spacing)
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            Assert.Equal(20000, resistance.Nanofarads);
            resistance.Add(3000000, 3000000, 0);
            double tau = ohms * 20e-6;
            for (double time = spacing; time < 1.5 * tau; time += spacing)
            {
                resistance.Add((long)(3e6 * System.Math.Exp(-time / tau)), 3000000, (long)(time * 1e6));
            }

            Assert.InRange(resistance.Ohms / ohms, 0.99, 1.01);
        }

        /// <summary>3 % of the baseline begin a fall; less than 2 % of it are noise; ten minutes are the longest; 1.6 tau within one sample is the bound.</summary>
        [Fact]
        public void What_a_falls_first_sample_says()
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(3000000, 3000000, 0);
            resistance.Add(2910001, 3000000, 100000);
            Assert.Equal(SenseFigures.Unknown, resistance.Ohms);
            resistance.Add(582000, 3000000, 200000);

            // 0.1 s over 20 uF times ln 5 of the fall from 2.91 V: at most 3107 ohm.
            Assert.Equal(3107, resistance.Ohms);
            resistance.Add(400000, 3000000, 300000);
            Assert.Equal(3107, resistance.Ohms);
            resistance.Add(3000000, 3000000, 400000);
            resistance.Add(2910000, 3000000, 500000);

            // ln(3/2.91) as 2 * 0.09 / 5.91.
            Assert.InRange(resistance.Ohms, 164166, 164168);
        }

        /// <summary>2 % of a fall are the least that says something: 2 (1.01 - 0.99) / (1.01 + 0.99).</summary>
        [Theory]
        [InlineData(990000, true)]
        [InlineData(990001, false)]
        public void The_smallest_fall(long microvolts, bool known)
        {
            ContactResistance resistance = new ContactResistance(new GuardSettings());
            resistance.Add(1010000, 1040000, 1000);
            resistance.Add(microvolts, 1040000, 1001000);

            // 1 s over 20 uF times 0.02.
            Assert.Equal(known ? 2500000 : SenseFigures.Unknown, resistance.Ohms);
        }
    }
}
