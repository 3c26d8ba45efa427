using System;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>A reporting job on a board that has only a clock, a network and a link; time is turned by hand.</summary>
    internal sealed class ReportBench : IBoard, IClock, INetwork, IWatchdog
    {
        public const string Root = "anodeguard/lab/cell-7/";

        public readonly DeviceSettings Configured;
        public readonly EventQueue Events = new(64, 8);
        public readonly Telemetry Latest = new();
        public readonly ReportIdentity Identity = new() { Boot = 42, Board = "rev-A", ResetReason = "power-on" };
        public readonly SafetyRequests Requests = new();
        public readonly TestMemory Fram = new();
        public readonly MemorySettingsStorage Stored = new("{}");
        public readonly Snapshot Snapshot = new();
        public readonly Verdict Verdict = new() { TripCause = -1, DepletionMicroseconds = Verdict.Never, State = GuardState.Normal };
        public long NowMicroseconds = 1_000_000;
        public long UnixAtZero;
        public bool NetworkAvailable = true;

        public ReportBench(IMqttLink link, Action<DeviceSettings> configure = null)
            : this(link, Settled(configure))
        {
        }

        public ReportBench(IMqttLink link, DeviceSettings settings)
        {
            Mqtt = link;
            Configured = settings;
            SetSample(Snapshot.CellMicrovolts, 3_712_345);
            SetSample(Snapshot.CurrentNanoamperes, 1_234_375);
            SetSample(Snapshot.MeanCurrentNanoamperes, 1_234_567);
            SetSample(Snapshot.SenseMicrovolts, 2_953_125);
            SetSample(Snapshot.CellMillicelsius, 25_125);
            SetSample(Snapshot.BoardMillicelsius, 27_500);
            Snapshot.SwitchFitted = true;
            Snapshot.SwitchClosed = true;
            Recorder = new FlightRecorder(new Guard(Configured.Guard), Requests, 0);
            Porter = new MemoryPorter(Fram, new FaultLog(Fram, this, (uint)Identity.Boot));
            Job = new ReportJob(this, Configured, Events, Latest, Requests, Porter, Recorder, NewBench(), NewAttempts(), new MemoryPlan(1_900_000, 0), Identity, new PlatformHash());

            // The index of each ring.
            Porter.Run();
            Porter.Run();
        }

        public ReportJob Job { get; private set; }

        public MemoryPorter Porter { get; private set; }

        public AttemptKeeper Attempts { get; private set; }

        public FlightRecorder Recorder { get; }

        public IMqttLink Mqtt { get; }

        public IClock Clock => this;

        public INetwork Network => this;

        public string Revision => "rev-A";

        public string ResetReason => "power-on";

        public IScheduler Scheduler => null;

        public IMeasurement Measurement => null;

        public ISenseInjector Injector => null;

        public IProtection Protection => null;

        public IWatchdog Watchdog => this;

        public IPanel Panel => null;

        public INonVolatileMemory Memory => Fram;

        public ISettingsStorage Settings => Stored;

        public bool IsUp { get; private set; }

        /// <summary>What the watchdog leaves to a call that blocks.</summary>
        public long WatchdogLeft = 1_600_000;

        public long CycleComplete(long nowMicroseconds)
        {
            return nowMicroseconds;
        }

        public long LeftMicroseconds()
        {
            return WatchdogLeft;
        }

        public bool TryBringUp()
        {
            IsUp = NetworkAvailable;
            return IsUp;
        }

        long IClock.NowMicroseconds()
        {
            return NowMicroseconds;
        }

        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            unixMilliseconds = UnixAtZero == 0 ? 0 : UnixAtZero + (NowMicroseconds / 1000);
            return UnixAtZero != 0;
        }

        /// <summary>Lets time pass in turns of the job; every turn brings fresh samples where wanted.</summary>
        public void Turn(int turns = 1, bool fresh = true)
        {
            for (int i = 0; i < turns; i++)
            {
                NowMicroseconds += ReportJob.PeriodMicroseconds;
                if (fresh)
                {
                    Publish();
                }

                RunJob();
                for (int j = 0; j < ReportJob.PeriodMicroseconds / SafetyLoop.PeriodMicroseconds; j++)
                {
                    Porter.Run();
                }
            }
        }

        /// <summary>A turn of the job; where it is about to connect, the safety job stores that and the job goes on at once.</summary>
        public void RunJob()
        {
            Job.Run();
            if (!Attempts.IsStored)
            {
                Attempts.Run();
                if (!Mqtt.IsConnected)
                {
                    Job.Run();
                    Attempts.Run();
                }
            }
        }

        private AttemptKeeper NewAttempts()
        {
            Attempts = new AttemptKeeper(Fram, Configured);
            Attempts.Load();
            return Attempts;
        }

        private BenchCommands NewBench()
        {
            CommissioningKeeper progress = new CommissioningKeeper(Fram);
            return new BenchCommands(new CalibrationRoom(this), new AnodeGuard.App.Commissioning(Configured, progress, this));
        }

        /// <summary>The board starts anew: what it does not store is gone.</summary>
        public void Reboot()
        {
            Identity.Boot++;
            Mqtt.Disconnect();
            Porter = new MemoryPorter(Fram, new FaultLog(Fram, this, (uint)Identity.Boot));
            Job = new ReportJob(this, Configured, Events, Latest, Requests, Porter, Recorder, NewBench(), NewAttempts(), new MemoryPlan(1_900_000, 0), Identity, new PlatformHash());

            // The index of each ring.
            Porter.Run();
            Porter.Run();
        }

        public long FreeMemory()
        {
            throw new NotSupportedException();
        }

        public void Restart()
        {
            throw new InvalidOperationException("only the safety job restarts the board");
        }

        /// <summary>What the safety job does at a decision cycle: new samples, new telemetry.</summary>
        public void Publish()
        {
            Refresh();
            Latest.Publish(Snapshot, Verdict);
        }

        /// <summary>What the safety job does when something happens.</summary>
        public void Raise(int fault, byte level, GuardState state)
        {
            Refresh();
            Verdict.ActiveFaults |= 1L << fault;
            Verdict.LatchedFaults |= state == GuardState.Tripped ? 1L << fault : 0;
            Verdict.State = state;
            Queue(EventKind.FaultRaised, fault, level);
        }

        public void Clear(int fault, GuardState state)
        {
            Refresh();
            Verdict.ActiveFaults &= ~(1L << fault);
            Verdict.State = state;
            Queue(EventKind.FaultCleared, fault, FaultLevel.None);
        }

        public bool Queue(byte kind, int fault, byte level)
        {
            EventRecord record = Events.Reserve(EventRecord.IsAlarmOf(kind, level, Verdict.State));
            if (record == null)
            {
                return false;
            }

            record.Kind = kind;
            record.Fault = fault;
            record.Level = level;
            TryGetUnixMilliseconds(out record.UnixMilliseconds);
            record.Values.Take(Snapshot, Verdict);
            Events.Commit();
            return true;
        }

        public static JsonElement Parse(string payload)
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            return document.RootElement.Clone();
        }

        public static string[] Names(JsonElement list)
        {
            return list.EnumerateArray().Select(e => e.GetString()).ToArray();
        }

        private static DeviceSettings Settled(Action<DeviceSettings> configure)
        {
            DeviceSettings settings = new() { MqttHost = "127.0.0.1", MqttUseTls = false, DeviceId = "cell-7" };
            configure?.Invoke(settings);
            return settings;
        }

        private void Refresh()
        {
            Verdict.TimeMicroseconds = NowMicroseconds;
            foreach (Sample sample in new[]
            {
                Snapshot.CellMicrovolts, Snapshot.CurrentNanoamperes, Snapshot.MeanCurrentNanoamperes,
                Snapshot.SenseMicrovolts, Snapshot.CellMillicelsius, Snapshot.BoardMillicelsius,
            })
            {
                sample.TimeMicroseconds = NowMicroseconds;
            }
        }

        private static void SetSample(Sample sample, long value)
        {
            sample.Set(value, 0, Validity.Valid, SampleSource.Ina228);
        }
    }
}
