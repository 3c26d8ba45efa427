using System;
using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using Xunit;

namespace AnodeGuard.Host.Tests.Safety
{
    /// <summary>
    /// The safety loop leaves out a turn in which nothing can follow. Held against the rules written out without that, through long stories whose
    /// inputs seldom change, as on a board.
    /// </summary>
    public class SwitchControlTests
    {
        [Theory]
        [InlineData(1, false, false, false)]
        [InlineData(2, false, false, true)]
        [InlineData(3, false, true, true)]
        [InlineData(4, true, false, false)]
        public void A_turn_left_out_is_one_in_which_nothing_would_have_been_done(int seed, bool armingForbidden, bool remoteArm, bool presenceNeeded)
        {
            Random random = new Random(seed);
            Pins pins = new Pins();
            BoardStatus status = new BoardStatus();
            SwitchControl control = new SwitchControl(pins, armingForbidden, remoteArm, presenceNeeded, status);
            Rules rules = new Rules(armingForbidden, remoteArm, presenceNeeded);
            int actions = 0;
            int before = -1;
            bool heldOpen = false;
            bool heldBefore = false;
            HashSet<string> seen = new HashSet<string>();
            for (int turn = 0; turn < 200_000; turn++)
            {
                actions = random.Next(6) == 0 ? random.Next(1 << 6) : random.Next(6) == 0 ? GuardActions.AllowArm : actions;
                heldOpen = random.Next(10) == 0 ? random.Next(3) == 0 : heldOpen;
                bool cycle = turn % 5 == 0;
                bool pressed = cycle && random.Next(8) == 0;
                bool acknowledged = random.Next(40) == 0;
                pins.Done = "";
                if (pressed || acknowledged || actions != before || actions != GuardActions.AllowArm || heldOpen || heldBefore)
                {
                    control.Act(actions, cycle, pressed, acknowledged, heldOpen);
                }
                else if (cycle)
                {
                    control.RepeatInterlock();
                }

                before = actions;
                heldBefore = heldOpen;
                Assert.Equal(rules.Act(actions, cycle, pressed, acknowledged, heldOpen), pins.Done);
                Assert.Equal(rules.PresenceNeeded, status.PresenceNeeded);
                seen.Add(pins.Done);
            }

            Assert.Contains("", seen);
            Assert.Contains("trip ", seen);
            Assert.Equal(!armingForbidden, seen.Contains("release arm "));
        }

        private sealed class Rules
        {
            private readonly bool _armingForbidden;
            private readonly bool _remoteArm;
            private bool _interlockOpen;
            private bool _wasAllowed;
            private bool _armWanted;

            public Rules(bool armingForbidden, bool remoteArm, bool presenceNeeded)
            {
                _armingForbidden = armingForbidden;
                _remoteArm = remoteArm;
                PresenceNeeded = presenceNeeded && !remoteArm;
            }

            public bool PresenceNeeded { get; private set; }

            public string Act(int actions, bool cycle, bool pressed, bool acknowledged, bool heldOpen)
            {
                string done = "";
                PresenceNeeded = heldOpen ? !_remoteArm : PresenceNeeded && !pressed;
                bool allowed = (actions & GuardActions.AllowArm) != 0;
                if ((actions & GuardActions.OpenSwitch) != 0)
                {
                    done = "trip ";
                }
                else if (allowed && !_armingForbidden)
                {
                    _armWanted |= !_wasAllowed || pressed || acknowledged;
                    if (_armWanted && !PresenceNeeded)
                    {
                        _armWanted = false;
                        done = "release arm ";
                    }
                }

                _armWanted &= allowed;
                _wasAllowed = allowed;
                bool open = (actions & GuardActions.OpenInterlock) != 0;
                if (open || cycle || _interlockOpen)
                {
                    _interlockOpen = open;
                    done += open ? "open" : "close";
                }

                return done;
            }
        }

        private sealed class Pins : IProtection
        {
            public string Done = "";

            public bool SwitchClosed
            {
                get { return false; }
            }

            public bool TripLineActive
            {
                get { return false; }
            }

            public void Arm()
            {
                Done += "arm ";
            }

            public void Trip()
            {
                Done += "trip ";
            }

            public void Release()
            {
                Done += "release ";
            }

            public void SetInterlockOpen(bool open)
            {
                Done += open ? "open" : "close";
            }
        }
    }
}
