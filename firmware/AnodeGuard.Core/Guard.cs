namespace AnodeGuard.Core
{
    /// <summary>
    /// The decision core: numbers in, verdict out. It knows no clock and no board, decides in integers alone, and allocates
    /// nothing after construction. The same snapshots give the same verdicts, bit for bit, on every machine.
    /// </summary>
    public sealed class Guard
    {
        /// <summary>No image of a guard is longer, words.</summary>
        public const int LargestImage = 4096;

        /// <summary>Faults that somebody looks at in every step while they are active or pending.</summary>
        private const long LookedAt = SenseCalm.Bits | BootFaults.Bits | SwitchWatch.Bit;

        private readonly Verdict _verdict = new Verdict();
        private readonly ChannelSet _channels = new ChannelSet();
        private readonly FaultRegister _faults;
        private readonly TransportStage _transport;
        private readonly TransportIdentification _identification;
        private readonly AgeingMonitor _ageing;
        private readonly SelfTestMonitor _selfTest;
        private readonly SenseMonitor _sense;
        private readonly SenseCalm _calm;
        private readonly CellLimits _limits;
        private readonly ConductionWatch _conduction;
        private readonly GasWatch _gas;
        private readonly ShortMonitor _shorts;
        private readonly Plausibility _plausibility;
        private readonly StaleWatch _stale;
        private readonly SwitchWatch _switch;
        private readonly BootFaults _boot;
        private readonly Readiness _readiness;
        private readonly Conclusion _conclusion;
        private readonly CycleWork _work;

        /// <summary>The last step was at rest: as far as it goes, the next one needs no more than a calm sense electrode.</summary>
        private bool _rests;

        /// <summary>Until then, at rest, the time alone brings nothing.</summary>
        private long _restsUntilMicroseconds;

        /// <summary>Builds a guard for one cell.</summary>
        /// <param name="settings">Read here once, never again.</param>
        public Guard(GuardSettings settings)
        {
            GuardSettings own = settings.BoundedCopy();
            _faults = new FaultRegister(_verdict.Levels);
            _transport = new TransportStage(own, _faults, _verdict);
            _identification = _transport.Identification;
            _ageing = new AgeingMonitor(own, _faults, _verdict.Cell, _verdict.Shorts);
            _selfTest = new SelfTestMonitor(own, _faults);
            _shorts = new ShortMonitor(own, _faults, _verdict.Shorts);
            _sense = new SenseMonitor(own, _faults, _selfTest, _shorts.Current, _verdict);
            _calm = _sense.Calm;
            _limits = new CellLimits(own, _faults);
            _conduction = new ConductionWatch(own, _faults);
            _gas = new GasWatch(own, _faults);
            _plausibility = new Plausibility(own, _faults);
            _stale = new StaleWatch(own, _faults);
            _switch = new SwitchWatch(own, _faults);
            _boot = new BootFaults(_faults);
            _readiness = new Readiness(own.ReadyAfterCycles);
            _conclusion = new Conclusion(_verdict, _faults, _readiness, _selfTest, _sense, _switch);
            _work = new CycleWork(_channels, _verdict, _transport, _plausibility, _shorts, _conduction, _gas, _ageing);
        }

        /// <summary>
        /// A step has concluded anew: raised by it, lowered by whoever has looked. While it stays low, each verdict has state, actions, faults and
        /// result of the self-test of the one before, and nothing was raised or cleared.
        /// </summary>
        public bool HasConcluded;

        /// <summary>From the next step on: nobody asks for the recommended charge current; the last answer stands. Begins as the settings say.</summary>
        public bool ChargeAdviceWaived
        {
            set { _transport.Advice.IsWaived = value; }
        }

        /// <summary>Puts back what was latched before a restart. Call before the first <see cref="Step"/>.</summary>
        /// <param name="latchedFaults">A bit per <see cref="FaultId"/>, as in <see cref="Verdict.LatchedFaults"/>.</param>
        /// <param name="baselineMicrovolts">Frozen sense baseline, microvolts; 0 where none was known.</param>
        public void Restore(long latchedFaults, long baselineMicrovolts)
        {
            _faults.Restore(latchedFaults);
            _sense.Restore(Saturating.Bound(baselineMicrovolts));

            // What comes out of storage need not be stored again.
            _verdict.LatchedFaults = _faults.Latched;
            _verdict.BaselineKnown = _sense.BaselineKnown;
            _verdict.BaselineMicrovolts = _sense.BaselineMicrovolts;
        }

        /// <summary>Saves everything that changes.</summary>
        /// <returns>False where the image has no room: it then holds nothing.</returns>
        public bool Save(StateImage image)
        {
            image.BeginSave();
            Exchange(image);
            return image.End();
        }

        /// <summary>Becomes the guard that was saved: one with the same settings goes on as that one did, bit for bit.</summary>
        /// <returns>False where the image is that of another core or other settings; this guard is then of no use any more.</returns>
        public bool Load(StateImage image)
        {
            image.BeginLoad();
            Exchange(image);
            return image.End();
        }

        /// <summary>The one door: judges a snapshot.</summary>
        /// <param name="snapshot">All channels of one instant; read, not kept.</param>
        /// <returns>The guard's one verdict object, overwritten by the next step.</returns>
        public Verdict Step(in Snapshot snapshot)
        {
            Snapshot samples = snapshot;
            ChannelSet channels = _channels;
            FaultRegister faults = _faults;
            Verdict verdict = _verdict;
            long now = samples.TimeMicroseconds;
            verdict.TimeMicroseconds = now;

            // As in nearly every fast turn: the sense electrode has another sample, the cycle's work goes on, and nothing stirs. What
            // follows it in full says the same at three times the cost.
            bool refused = false;
            if (_rests && samples.OnlySense && now < _restsUntilMicroseconds && channels.ObserveSense(samples, now))
            {
                _work.Continue();
                if ((faults.Unsettled & LookedAt) == 0 && !(faults.HasNews | _identification.IsBusy | _plausibility.IsStirring
                    | samples.OverCurrentComparator | samples.Acknowledge | samples.HoldOpen))
                {
                    if (_calm.Pass(samples, channels.Sense, now))
                    {
                        return verdict;
                    }

                    refused = true;
                }
            }
            else
            {
                now = Saturating.BoundTime(now);
                Observe(samples, channels, now);
            }

            bool calm = JudgeAlways(samples, channels, now, !refused);

            // The quiet end of a step: armed before, no fault has stirred, nobody wants anything. State and actions stand.
            bool quiet = calm && verdict.Actions == GuardActions.AllowArm && !(faults.HasNews | samples.Acknowledge | samples.HoldOpen);
            if (!quiet)
            {
                HasConcluded = true;
                _conclusion.Draw(samples, channels.Sense, now);
            }

            Rest(quiet && channels.HasTurns && channels.HasCell);
            return verdict;
        }

        /// <summary>Takes the channels in, and does the work of a cycle or of a turn.</summary>
        private void Observe(Snapshot samples, ChannelSet channels, long now)
        {
            CycleWork work = _work;
            if (channels.Observe(samples, now))
            {
                work.Finish();
                channels.Look(samples, now);
            }

            if (channels.IsDecisionCycle || !_readiness.IsReady)
            {
                Count(samples, channels);
            }

            if (channels.IsCycle)
            {
                work.Begin();
                _shorts.Judge(channels);
                _limits.Judge(channels, _plausibility.ThermometersDiffer);
                if (!channels.HasTurns)
                {
                    work.Finish();
                }
            }
            else
            {
                work.Continue();
            }
        }

        /// <summary>
        /// After a step that ended quietly, the switch armed and the sense electrode calm, beside a cell whose cycles have fast turns:
        /// until the next cycle whoever is judged in every step has only what <see cref="Step"/> asks for, and the time.
        /// </summary>
        private void Rest(bool rests)
        {
            _rests = rests;
            if (rests)
            {
                long until = _calm.QuietUntilMicroseconds;
                long silent = _stale.QuietUntilMicroseconds;
                until = silent < until ? silent : until;
                _restsUntilMicroseconds = until < Saturating.LargestTime ? until : Saturating.LargestTime;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        private void Exchange(StateImage image)
        {
            _verdict.Exchange(image);
            _channels.Exchange(image);
            _faults.Exchange(image);
            _transport.Exchange(image);
            _ageing.Exchange(image);
            _selfTest.Exchange(image);
            _sense.Exchange(image);
            _shorts.Exchange(image);
            _plausibility.Exchange(image);
            _conduction.Exchange(image);
            _gas.Exchange(image);
            _stale.Exchange(image);
            _switch.Exchange(image);
            _boot.Exchange(image);
            _readiness.Exchange(image);
            _work.Exchange(image);
            _rests = image.Flag(_rests);
            _restsUntilMicroseconds = image.Number(_restsUntilMicroseconds);
            HasConcluded = image.Flag(HasConcluded);
        }

        /// <summary>Counts decision cycles, and asks whether the guard is ready: nothing ends that, once it is nobody is asked again.</summary>
        private void Count(Snapshot snapshot, ChannelSet channels)
        {
            Readiness readiness = _readiness;
            if (channels.IsDecisionCycle)
            {
                readiness.Cycles++;
                _verdict.Cycles = readiness.Cycles;
            }

            if (!readiness.IsReady)
            {
                readiness.JudgeWithoutSwitch(snapshot.SwitchFitted, _sense.IsReady(channels.Sense));
                _faults.MayLatch = readiness.IsReady || snapshot.SwitchClosed;
            }
        }

        /// <summary>What may change with every fast turn.</summary>
        /// <returns>True where the sense electrode is calm, and asks for nothing: <see cref="SenseCalm"/>.</returns>
        private bool JudgeAlways(Snapshot snapshot, ChannelSet channels, long now, bool mayBeCalm)
        {
            if (_identification.IsBusy)
            {
                _transport.Identify(snapshot, channels, now);
            }

            long unsettled = _faults.Unsettled;
            if (snapshot.StorageCorrupt | snapshot.WatchdogReset | snapshot.NetworkHang || (unsettled & BootFaults.Bits) != 0)
            {
                _boot.Judge(snapshot);
            }

            bool calm = mayBeCalm && _calm.MayHold && _calm.Take(snapshot, channels, now);
            if (!calm)
            {
                _sense.Judge(snapshot, channels, now);
            }

            if (snapshot.OverCurrentComparator)
            {
                _limits.TripComparator(channels.Limit);
            }

            bool cycle = channels.IsCycle;
            bool surprised = channels.IsSurprised;
            Plausibility plausibility = _plausibility;
            if (cycle)
            {
                plausibility.JudgeValues(channels);
            }

            // Nearly always there is nothing, and nothing left from before.
            if (surprised | plausibility.IsStirring
                || (!calm && (_sense.IsStuck || channels.ElapsedMicroseconds < 0 || channels.Sense.Value <= Plausibility.LowestSenseMicrovolts)))
            {
                plausibility.JudgeClosely(channels, _sense.IsStuck);
            }

            // A cycle foresees the turns after it.
            StaleWatch stale = _stale;
            if (surprised || (cycle ? now + StaleWatch.CycleMicroseconds : now) > stale.QuietUntilMicroseconds
                || (!calm && now > stale.SenseUntilMicroseconds))
            {
                stale.Judge(channels, now);
            }

            if (snapshot.SwitchFitted && (_switch.IsCommanded || (unsettled & SwitchWatch.Bit) != 0))
            {
                _switch.Judge(snapshot, channels, now);
            }

            return calm && _calm.MayHold;
        }
    }
}
