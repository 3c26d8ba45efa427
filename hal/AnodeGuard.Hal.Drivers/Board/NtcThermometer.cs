using AnodeGuard.Core;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// Temperature from the voltage over an NTC of 10 kohm at 25 C and B = 3435 K, to ground, with 20 kohm to 2.5 V:
    /// R = 10 kohm exp(3435 K (1/T - 1/298.15 K)), V = 2.5 V R / (R + 20 kohm).
    /// </summary>
    /// <remarks>
    /// A table every 2.5 C with straight lines between: within 0.023 C of the equation. The thermistor itself (1 %) and the
    /// divider are good for 0.72 C between 0 and 60 C.
    /// </remarks>
    public sealed class NtcThermometer
    {
        private const int LowestMillicelsius = -22500;
        private const int StepMillicelsius = 2500;

        private readonly int[] _microvolts =
        {
            2040261, 1987298, 1931102, 1871907, 1810004, 1745741, 1679509, 1611738, 1542878, 1473396,
            1403756, 1334408, 1265781, 1198270, 1132233, 1067979, 1005771, 945825, 888305, 833333,
            780986, 731304, 684290, 639923, 598153, 558913, 522118, 487674, 455475, 425414,
            397376, 371248, 346919, 324276, 303212, 283624, 265412, 248481, 232742, 218111,
            204507, 191857, 180091, 169144, 158956, 149471, 140637, 132406, 124733, 117577,
            110900, 104667, 98845, 93404, 88316, 83557, 79102, 74929,
        };

        private int _low;

        /// <summary>Converts one reading.</summary>
        /// <param name="microvolts">Voltage over the thermistor, microvolts.</param>
        /// <param name="millicelsius">
        /// Thousandths of a degree Celsius; outside -22.5 C to 120 C the end of that range.
        /// </param>
        /// <returns>
        /// <see cref="Validity.UnderRange"/> below the range, an open lead included, <see cref="Validity.OverRange"/> above
        /// it, a shorted lead included.
        /// </returns>
        public Validity Convert(long microvolts, out long millicelsius)
        {
            // A temperature moves slowly: as a rule it lies between the same two as before.
            int[] table = _microvolts;
            int low = _low;
            long from = table[low];
            long to = table[low + 1];
            if (microvolts > from || microvolts <= to)
            {
                if (microvolts > table[0])
                {
                    millicelsius = LowestMillicelsius;
                    return Validity.UnderRange;
                }

                if (microvolts < table[table.Length - 1])
                {
                    millicelsius = LowestMillicelsius + ((table.Length - 1) * StepMillicelsius);
                    return Validity.OverRange;
                }

                low = Find(microvolts);
                _low = low;
                from = table[low];
                to = table[low + 1];
            }

            // Divisor: the table falls all the way.
            millicelsius = LowestMillicelsius + (low * StepMillicelsius) + ((from - microvolts) * StepMillicelsius / (from - to));
            return Validity.Valid;
        }

        /// <summary>The last place, but for the end, at which the table has at least so much.</summary>
        private int Find(long microvolts)
        {
            int[] table = _microvolts;
            int low = 0;
            int high = table.Length - 1;
            while (high - low > 1)
            {
                int middle = (low + high) >> 1;
                if (table[middle] >= microvolts)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }
    }
}
