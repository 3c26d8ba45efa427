namespace AnodeGuard.Core
{
    /// <summary>
    /// exp(-rate(k) theta) on a grid of times that double: from where the fastest mode has begun to move to where the
    /// slowest has died. It depends on the modes alone, so it is computed once.
    /// </summary>
    public sealed class DoublingGrid
    {
        /// <summary>All grid times lie below it: 4,096 diffusion times. From 2^20 in Q40 there are 32 of them at most.</summary>
        private const long LastThetaQ40 = 1L << 52;

        /// <summary>Decays, Q31, one row of modes per level.</summary>
        public readonly long[] DecaysQ31;

        /// <summary>At each level, how many modes still live: with ascending rates the others have died.</summary>
        public readonly int[] Living;

        /// <summary>How many grid times there are.</summary>
        public readonly int Levels;

        private readonly long _firstThetaQ40;

        /// <summary>Tabulates the grid of a set of modes.</summary>
        public DoublingGrid(ModeTable modes)
        {
            _firstThetaQ40 = FirstTheta(modes.RatesQ16[modes.Count - 1]);
            Levels = CountLevels(_firstThetaQ40, modes.VanishesFromQ40[0]);
            DecaysQ31 = new long[Levels * modes.Count];
            Living = new int[Levels];
            for (int level = 0; level < Levels; level++)
            {
                for (int mode = 0; mode < modes.Count; mode++)
                {
                    long decay = Exponential.Decay(modes.ExponentQ38(mode, ThetaQ40(level)));
                    DecaysQ31[(level * modes.Count) + mode] = decay;
                    Living[level] = decay != 0 ? mode + 1 : Living[level];
                }
            }
        }

        /// <summary>The grid's time number <paramref name="level"/>, Q40.</summary>
        public long ThetaQ40(int level)
        {
            return _firstThetaQ40 << level;
        }

        /// <summary>The largest power of two, Q40, within which the fastest mode moves by less than 63 %.</summary>
        private static long FirstTheta(long fastestQ16)
        {
            long theta = 1L << 20;
            while (theta < (1L << 40) && (theta << 1) * (fastestQ16 >> 8) <= (1L << 48))
            {
                theta <<= 1;
            }

            return theta;
        }

        private static int CountLevels(long first, long last)
        {
            int levels = 1;
            while ((first << (levels - 1)) < last && (first << levels) < LastThetaQ40)
            {
                levels++;
            }

            return levels;
        }
    }
}
