using System;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>One cycle: what flowed, by the current's integral and by the file's own columns.</summary>
    internal sealed class CycleTally
    {
        /// <summary>nA us in a nAh.</summary>
        private const double NanoampereMicrosecondsPerNanoamperehour = 3.6e9;

        private double _chargeNanoamperehours;
        private double _dischargeNanoamperehours;
        private int _firstDirection;

        public CycleTally(long number, OutlookScope scope)
        {
            Number = number;
            Outlook = new CycleOutlook(scope);
        }

        /// <summary>The file's number, or counted from 1.</summary>
        public long Number { get; }

        public long Rows { get; private set; }

        /// <summary>What the core identified in it.</summary>
        public CycleFigures Figures { get; } = new CycleFigures();

        /// <summary>State of charge, lead times, what is recommended and what is left.</summary>
        public CycleOutlook Outlook { get; }

        /// <summary>The recording ends in it while a current flows: nobody knows what it would have come to.</summary>
        public bool IsCutOff { get; set; }

        /// <summary>Both halves were run, and neither is a remnant beside the other: its efficiency is one.</summary>
        public bool IsWhole
        {
            get { return Math.Min(Charge_mAh, Discharge_mAh) > 0.05 * Math.Max(Charge_mAh, Discharge_mAh); }
        }

        /// <summary>Charge that went in by the integral of the current, mAh.</summary>
        public double ChargeIntegral_mAh
        {
            get { return _chargeNanoamperehours / 1e6; }
        }

        /// <summary>Charge that came out by the integral of the current, mAh.</summary>
        public double DischargeIntegral_mAh
        {
            get { return _dischargeNanoamperehours / 1e6; }
        }

        /// <summary>Charge that went in by the file's column, mAh; null where it has none.</summary>
        public double? ChargeColumn_mAh { get; private set; }

        /// <summary>Charge that came out by the file's column, mAh; null where it has none.</summary>
        public double? DischargeColumn_mAh { get; private set; }

        /// <summary>Charge that went in, mAh: the column's, which the cycler counted faster than it wrote; else the integral.</summary>
        public double Charge_mAh
        {
            get { return ChargeColumn_mAh ?? ChargeIntegral_mAh; }
        }

        /// <summary>Charge that came out, mAh, likewise.</summary>
        public double Discharge_mAh
        {
            get { return DischargeColumn_mAh ?? DischargeIntegral_mAh; }
        }

        /// <summary>Time that it was charged, s: what the current's resolution is multiplied by.</summary>
        public double Charging_s { get; private set; }

        /// <summary>Time that it was discharged, s.</summary>
        public double Discharging_s { get; private set; }

        /// <summary>
        /// Coulombic efficiency: what came back of what went first, so that it is discharge over charge of a full cell and
        /// the other way round of a half cell that begins with discharge. Null where only one half was run.
        /// </summary>
        public double? CoulombicEfficiency
        {
            get
            {
                double first = _firstDirection > 0 ? Charge_mAh : Discharge_mAh;
                double second = _firstDirection > 0 ? Discharge_mAh : Charge_mAh;
                return first > 0 && second > 0 ? second / first : null;
            }
        }

        /// <summary>Takes the interval that ends at a row.</summary>
        public void Add(long microseconds, long nanoamperes)
        {
            Rows++;
            double flown = (double)microseconds * nanoamperes / NanoampereMicrosecondsPerNanoamperehour;
            if (nanoamperes > 0)
            {
                _chargeNanoamperehours += flown;
                Charging_s += microseconds / 1e6;
            }
            else if (nanoamperes < 0)
            {
                _dischargeNanoamperehours -= flown;
                Discharging_s += microseconds / 1e6;
            }

            if (_firstDirection == 0 && microseconds > 0)
            {
                _firstDirection = Math.Sign(nanoamperes);
            }
        }

        /// <summary>Takes what a charge column grew by, nAh.</summary>
        public void AddChargeColumn(long nanoamperehours)
        {
            ChargeColumn_mAh = (ChargeColumn_mAh ?? 0) + (nanoamperehours / 1e6);
        }

        /// <summary>Takes what a discharge column grew by, nAh.</summary>
        public void AddDischargeColumn(long nanoamperehours)
        {
            DischargeColumn_mAh = (DischargeColumn_mAh ?? 0) + (nanoamperehours / 1e6);
        }
    }
}
