using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What holds the trip line.</summary>
    [Flags]
    public enum TripSources
    {
        None = 0,
        Firmware = 1,
        Collapse = 2,
        OverCurrent = 4,
        Watchdog = 8,
    }

    /// <summary>
    /// The protection hardware of electronics.md, section 2: an open-drain OR (TRIP_N) clears a latch, an edge on ARM sets
    /// it, the latch drives the switch through a photovoltaic driver. The collapse comparator is masked during a
    /// self-test by a timer that cannot stay on.
    /// </summary>
    internal sealed class TripCircuit
    {
        /// <summary>From the latch to a switch that has opened or closed (VOM1271 with its FETs, estimated).</summary>
        public const long SwitchMicroseconds = 500;

        /// <summary>From a current beyond the limit to the trip line (24.9 us at 5.5 A, simulated).</summary>
        public const long OverCurrentMicroseconds = 25;

        /// <summary>The longest that a self-test can mask the collapse comparator.</summary>
        public const long MaskMicroseconds = 150_000;

        /// <summary>
        /// The mask cannot start again sooner than this after its last start: its capacitor needs 400 ms after the mask
        /// (hardware/sim/limits.json, mask.recovery_ms). The shorter masks of an earlier start are left out.
        /// </summary>
        public const long MaskRecoveryMicroseconds = MaskMicroseconds + 400_000;

        private const long Never = long.MaxValue;

        private bool _arm;
        private bool _firmware;
        private bool _watchdog;
        private bool _nodeLow;
        private bool _injecting;
        private long _maskStart = long.MinValue / 2;
        private long _overCurrentSince = Never;
        private long _switchAt = Never;
        private long _now;

        /// <summary>The collapse comparator is fitted and its jumper set.</summary>
        public bool CollapseEnabled { get; set; } = true;

        /// <summary>The over-current comparators or their amplifier still see the current.</summary>
        public bool OverCurrentEnabled { get; set; } = true;

        /// <summary>The timer that masks the collapse comparator during a self-test works.</summary>
        public bool MaskWorks { get; set; } = true;

        /// <summary>FW_TRIP reaches the trip line.</summary>
        public bool FirmwareTripConnected { get; set; } = true;

        /// <summary>Sources whose output has failed low.</summary>
        public TripSources StuckLow { get; set; }

        /// <summary>The FETs have failed short: the switch conducts whatever the latch says.</summary>
        public bool Welded { get; set; }

        /// <summary>The switch is held closed from outside, and says so: the unprotected twin.</summary>
        public bool HeldClosed { get; set; }

        /// <summary>The latch.</summary>
        public bool Latched { get; private set; }

        /// <summary>The switch conducts.</summary>
        public bool SwitchClosed { get; private set; }

        /// <summary>What cleared the latch the last time.</summary>
        public TripSources LastCause { get; private set; }

        /// <summary>COLLAPSE_N is low: node below the threshold and not masked.</summary>
        public bool Collapse
        {
            get { return StuckLow.HasFlag(TripSources.Collapse) || (CollapseEnabled && _nodeLow && !Masked); }
        }

        /// <summary>
        /// The node has been below the threshold, unmasked, at some time: the comparator has acted, or would have where it
        /// is switched off.
        /// </summary>
        public bool CollapseSeen { get; private set; }

        /// <summary>OC_N is low.</summary>
        public bool OverCurrent
        {
            get { return StuckLow.HasFlag(TripSources.OverCurrent) || (OverCurrentEnabled && OverCurrentIsDue); }
        }

        /// <summary>What holds TRIP_N low now.</summary>
        public TripSources Active
        {
            get
            {
                return StuckLow | (_firmware && FirmwareTripConnected ? TripSources.Firmware : 0) | (Collapse ? TripSources.Collapse : 0)
                    | (OverCurrent ? TripSources.OverCurrent : 0) | (_watchdog ? TripSources.Watchdog : 0);
            }
        }

        /// <summary>Next instant at which something here happens by itself.</summary>
        public long NextEvent
        {
            get
            {
                long next = _switchAt;
                if (_overCurrentSince != Never && !OverCurrentIsDue)
                {
                    next = Math.Min(next, _overCurrentSince + OverCurrentMicroseconds);
                }

                return Masked ? Math.Min(next, _maskStart + MaskMicroseconds) : next;
            }
        }

        private bool OverCurrentIsDue
        {
            get { return _overCurrentSince != Never && _now >= _overCurrentSince + OverCurrentMicroseconds; }
        }

        private bool Masked
        {
            get { return MaskWorks && _now - _maskStart < MaskMicroseconds; }
        }

        /// <summary>It is now so late; nothing was due meanwhile.</summary>
        public void SetNow(long now)
        {
            _now = now;
        }

        /// <summary>Time has come to an instant: what was due happens.</summary>
        public void AdvanceTo(long now)
        {
            _now = now;
            UpdateLatch();
            bool target = Latched || Welded || HeldClosed;
            if (now >= _switchAt || ((Welded || HeldClosed) && !SwitchClosed))
            {
                _switchAt = Never;
                SwitchClosed = target;
            }
        }

        /// <summary>GPIO14: only a rising edge counts, and only while nothing trips.</summary>
        public void DriveArm(bool high)
        {
            bool edge = high && !_arm;
            _arm = high;
            if (edge && Active == TripSources.None && !Latched)
            {
                Latched = true;
                _switchAt = _now + SwitchMicroseconds;
            }
        }

        /// <summary>GPIO13 pulls the trip line.</summary>
        public void DriveFirmwareTrip(bool pulls)
        {
            _firmware = pulls;
            UpdateLatch();
        }

        /// <summary>The watchdog's output pulls the trip line.</summary>
        public void DriveWatchdog(bool pulls)
        {
            _watchdog = pulls;
            UpdateLatch();
        }

        /// <summary>The sense node is below the comparator's threshold.</summary>
        public void SetNodeLow(bool low)
        {
            _nodeLow = low;
            UpdateLatch();
        }

        /// <summary>
        /// TST_A1:A0 is 00 or not. Leaving 00 starts the mask: a monostable that runs its time and then rests, whatever
        /// the address lines do, so that a firmware that hangs in a self-test does not switch the comparator off.
        /// </summary>
        public void SetInjecting(bool injecting)
        {
            if (injecting && !_injecting && _now - _maskStart >= MaskRecoveryMicroseconds)
            {
                _maskStart = _now;
            }

            _injecting = injecting;
            UpdateLatch();
        }

        /// <summary>The current is beyond the over-current comparator's limit.</summary>
        public void SetOverCurrent(bool over)
        {
            if (!over)
            {
                _overCurrentSince = Never;
            }
            else if (_overCurrentSince == Never)
            {
                _overCurrentSince = _now;
            }
        }

        private void UpdateLatch()
        {
            CollapseSeen |= _nodeLow && !Masked;
            TripSources active = Active;
            if (active != TripSources.None && Latched)
            {
                Latched = false;
                LastCause = active;
                _switchAt = _now + SwitchMicroseconds;
            }
        }
    }
}
