using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Turns the core's actions into the latch, the switch and the interlock. Opening is repeated on every turn, so that
    /// one lost write is mended 20 ms later; a closed interlock is repeated with every decision turn. Closing the switch happens
    /// once for each permission: when the core first allows it, and after an acknowledge. A switch that the hardware opened by
    /// itself therefore stays open until somebody came.
    /// After a trip or a maintenance inhibit somebody has to be there: the button is wanted at a time when nothing is
    /// latched any more (the press that ends the latch counts), unless the settings allow arming from afar.
    /// </summary>
    internal sealed class SwitchControl
    {
        private readonly IProtection _protection;
        private readonly bool _armingForbidden;
        private readonly bool _remoteArm;
        private readonly BoardStatus _status;
        private bool _interlockOpen;
        private bool _wasAllowed;
        private bool _armWanted;

        /// <param name="protection">Latch, switch and interlock.</param>
        /// <param name="armingForbidden">Never close the switch (the settings could not be read).</param>
        /// <param name="remoteArm">The button is never needed.</param>
        /// <param name="presenceNeeded">It was when the board went down.</param>
        /// <param name="status">Told whether it is now.</param>
        public SwitchControl(IProtection protection, bool armingForbidden, bool remoteArm, bool presenceNeeded, BoardStatus status)
        {
            _protection = protection;
            _armingForbidden = armingForbidden;
            _remoteArm = remoteArm;
            _status = status;
            status.PresenceNeeded = presenceNeeded && !remoteArm;
        }

        /// <summary>
        /// Acts on a verdict. Not needed where nothing is to be opened, nobody came, and the rest is as in the turn before, which has done all
        /// that follows from it: then <see cref="RepeatInterlock"/> in decision turns.
        /// </summary>
        /// <param name="actions">Bits of <see cref="GuardActions"/>.</param>
        /// <param name="cycle">A decision turn.</param>
        /// <param name="pressed">The button was pressed in this turn, which is a decision turn then.</param>
        /// <param name="acknowledged">Somebody acknowledged from afar in this turn.</param>
        /// <param name="heldOpen">Something is latched, or maintenance goes on.</param>
        public void Act(int actions, bool cycle, bool pressed, bool acknowledged, bool heldOpen)
        {
            bool presenceNeeded = heldOpen ? !_remoteArm : _status.PresenceNeeded && !pressed;
            _status.PresenceNeeded = presenceNeeded;
            bool allowed = (actions & GuardActions.AllowArm) != 0;
            if ((actions & GuardActions.OpenSwitch) != 0)
            {
                _protection.Trip();
            }
            else if (allowed && !_armingForbidden)
            {
                _armWanted |= !_wasAllowed || pressed || acknowledged;
                if (_armWanted && !presenceNeeded)
                {
                    _armWanted = false;
                    _protection.Release();
                    _protection.Arm();
                }
            }

            _armWanted &= allowed;
            _wasAllowed = allowed;
            bool interlockOpen = (actions & GuardActions.OpenInterlock) != 0;
            if (interlockOpen || cycle || _interlockOpen)
            {
                _interlockOpen = interlockOpen;
                _protection.SetInterlockOpen(interlockOpen);
            }
        }

        /// <summary>The interlock once more: a lost write is mended with the next decision turn.</summary>
        public void RepeatInterlock()
        {
            _protection.SetInterlockOpen(_interlockOpen);
        }
    }
}
