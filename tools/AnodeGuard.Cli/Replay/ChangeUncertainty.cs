using System;
using System.Collections.Generic;
using System.Globalization;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// A current that changes between two rows changed somewhere in between: the charge of that interval is only known to
    /// the change times the interval.
    /// </summary>
    internal sealed class ChangeUncertainty
    {
        /// <summary>Rows that a cycler writes at the change itself lie closer than this.</summary>
        private const long CloseMicroseconds = 2000000;

        private double _nanoampereMicroseconds;
        private long _count;

        /// <summary>Takes two neighbouring rows.</summary>
        public void See(long beforeNanoamperes, long afterNanoamperes, long interval)
        {
            long change = Math.Abs(afterNanoamperes - beforeNanoamperes);
            long larger = Math.Max(Math.Abs(afterNanoamperes), Math.Abs(beforeNanoamperes));
            if (interval > CloseMicroseconds && change > larger / 2)
            {
                _count++;
                _nanoampereMicroseconds += (double)change * interval;
            }
        }

        /// <summary>Says it, where there is something to say.</summary>
        public void Tell(List<string> told)
        {
            if (_count > 0)
            {
                told.Add("the current changes " + _count.ToString(CultureInfo.InvariantCulture)
                    + (_count == 1 ? " time" : " times") + " between rows more than 2 s apart: up to "
                    + (_nanoampereMicroseconds / 3.6e15).ToString("0.######", CultureInfo.InvariantCulture) + " mAh flowed that the file does not tell");
            }
        }
    }
}
