using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Turns the core's actions into the latch, the switch and the interlock. Opening is repeated on every turn, so that
    /// one lost write is mended 20 ms later. Closing happens once for each permission: when the core first allows it,
    /// and after an acknowledge. A switch that the hardware opened by itself therefore stays open until somebody came.
    /// </summary>
    internal sealed class SwitchControl
    {
        private readonly IProtection _protection;
        private readonly bool _armingForbidden;
        private bool _wasAllowed;
        private bool _armWanted;

        /// <param name="protection">Latch, switch and interlock.</param>
        /// <param name="armingForbidden">Never close the switch (the settings could not be read).</param>
        public SwitchControl(IProtection protection, bool armingForbidden)
        {
            _protection = protection;
            _armingForbidden = armingForbidden;
        }

        /// <summary>Acts on a verdict.</summary>
        /// <param name="actions">Bits of <see cref="GuardActions"/>.</param>
        /// <param name="acknowledged">An operator acknowledged in this turn.</param>
        public void Act(int actions, bool acknowledged)
        {
            bool allowed = (actions & GuardActions.AllowArm) != 0;
            if ((actions & GuardActions.OpenSwitch) != 0)
            {
                _protection.Trip();
            }
            else if (allowed && !_armingForbidden)
            {
                if (!_wasAllowed || acknowledged)
                {
                    _armWanted = true;
                }

                if (_armWanted)
                {
                    _armWanted = false;
                    _protection.Release();
                    _protection.Arm();
                }
            }

            _wasAllowed = allowed;
            _protection.SetInterlockOpen((actions & GuardActions.OpenInterlock) != 0);
        }
    }
}
