using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// Days of virtual time with a network that comes and goes, and a contact every few hours that somebody acknowledges. The
    /// whole firmware on the emulated board; the broker is a double at the seam of IMqttLink (<see cref="EmulatedBroker"/>),
    /// for sockets live in wall time.
    /// </summary>
    internal sealed class WeekRun : IVerdictListener
    {
        private const int NetworkStepMicroseconds = 100_000;

        // A slow network: some confirmations are lost with the link, and their messages come again.
        private const long ConfirmationMicroseconds = 400_000;
        private const long Hour = 3600 * VirtualClock.Second;

        private readonly SeededRandom _random;
        private readonly EmulatedMachine _machine;
        private readonly EmulatedBroker _broker = new EmulatedBroker();
        private readonly Dictionary<int, int> _records = new Dictionary<int, int>();
        private readonly List<long> _heap = new List<long>();
        private Application _application;
        private long _changeAt;
        private bool _away;
        private bool _lossDue;
        private int _newest;

        public WeekRun(int seed)
        {
            _random = new SeededRandom(seed);
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = seed });
            setup.Interpreter = new InterpreterCosts();
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "broker.lab", ["tls"] = false };
            setup.SettingsJson = document.ToJsonString();
            _machine = new EmulatedMachine(setup);
            _broker.Received = Receive;
            _broker.Clock = () => _machine.Clock.NowMicroseconds;
            _broker.ConfirmationMicroseconds = ConfirmationMicroseconds;
        }

        /// <summary>Gets every event and alarm as the broker gets it, for `verify`; null: nobody wants it.</summary>
        public Stream Capture { get; set; }

        /// <summary>Contacts that were made.</summary>
        public int Contacts { get; private set; }

        /// <summary>Times the firmware raised the fault of a contact.</summary>
        public int Raised { get; private set; }

        /// <summary>Different messages that say so, as the broker has them.</summary>
        public int Delivered { get; private set; }

        /// <summary>Messages of QoS 1 that came a second time, with the number of the first.</summary>
        public int Repeated { get; private set; }

        /// <summary>Different events and alarms that the broker has.</summary>
        public int Durable { get; private set; }

        /// <summary>Messages whose predecessor, which they name, had not come: nothing may be missing.</summary>
        public int Broken { get; private set; }

        /// <summary>State messages that the broker has.</summary>
        public int Telemetry { get; private set; }

        /// <summary>State messages that gave way.</summary>
        public long TelemetryDropped { get; private set; }

        /// <summary>Losses of the link.</summary>
        public int Losses { get; private set; }

        public int Connections { get; private set; }

        /// <summary>The most that waited in the outbox at once.</summary>
        public int LargestBacklog { get; private set; }

        /// <summary>What still waits at the end, with the network back for five minutes.</summary>
        public int BacklogAtEnd { get; private set; }

        public int Resets { get; private set; }

        /// <summary>Live heap at the end of each part, everything collected, bytes. What the broker's double remembers is in it.</summary>
        public IReadOnlyList<long> Heap => _heap;

        /// <param name="days">How long.</param>
        /// <param name="looks">How often the heap is looked at.</param>
        public void Run(double days, int looks)
        {
            long end = (long)(days * 24 * Hour);
            long step = end / looks;
            using (_machine.Bind())
            {
                _application = new Application(_machine.CreateBoard(new TroubledMqttLink(_broker, _machine)), this);
                _application.Start();
                ScheduleContacts(end);
                _machine.Scheduler.AddHook(NetworkStepMicroseconds, () => Shake(end));
                for (long at = 0; at < end;)
                {
                    at = Math.Min(at + step, end);
                    if (_machine.RunUntil(at, default) == RunEnd.Reset)
                    {
                        Resets++;
                        return;
                    }

                    _heap.Add(GC.GetTotalMemory(true));
                }
            }

            Connections = _application.Reporting.Connections;
            TelemetryDropped = _application.Reporting.TelemetryDropped;
            BacklogAtEnd = _application.Reporting.Backlog;
        }

        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            if ((verdict.RaisedFaults & (1L << FaultId.SenseContactAnode)) != 0)
            {
                Raised++;
            }
        }

        /// <summary>The layer reads 2.5 V too low for two seconds; a minute later somebody presses the button.</summary>
        private void ScheduleContacts(long end)
        {
            for (long at = Hour / 2; at < end - (Hour / 2); at += (long)(_random.NextBetween(1, 3) * Hour))
            {
                Contacts++;
                _machine.Faults.At(at, faults => faults.Offset(BoardChannel.Sense, -2.5));
                _machine.Faults.At(at + (2 * VirtualClock.Second), faults => faults.Offset(BoardChannel.Sense, 0));
                _machine.Faults.At(at + (60 * VirtualClock.Second), faults => faults.PressButton());
                _machine.Faults.At(at + (61 * VirtualClock.Second), faults => faults.PressButton(false));
            }
        }

        /// <summary>Wi-Fi or broker, lost right behind every other alarm, else up for 5 to 300 s, away for 1 to 120 s; back for good five minutes before the end.</summary>
        private void Shake(long end)
        {
            LargestBacklog = Math.Max(LargestBacklog, _application.Reporting.Backlog);
            long now = _machine.Clock.NowMicroseconds;
            bool last = now > end - (300 * VirtualClock.Second);
            if (now < _changeAt && !_lossDue && !(last && _away))
            {
                return;
            }

            _lossDue = false;

            bool wasAway = _away;
            _away = !_away && !last;
            _changeAt = now + (long)(_random.NextBetween(_away ? 1 : 5, _away ? 120 : 300) * VirtualClock.Second);
            if (wasAway == _away)
            {
                return;
            }

            Losses += _away ? 1 : 0;
            bool wifi = _away && _random.NextUnit() < 0.5;
            _machine.Network.Available = !wifi;
            _broker.Lose(!_away);
        }

        private void Receive(string topic, byte[] payload, int length, int qos)
        {
            if (qos == 0)
            {
                Telemetry++;
                return;
            }

            if (!topic.EndsWith("/event", StringComparison.Ordinal) && !topic.EndsWith("/alarm", StringComparison.Ordinal))
            {
                return;
            }

            if (Capture != null)
            {
                CaptureFile.Write(Capture, new ReceivedMessage(DateTimeOffset.UnixEpoch, topic, payload.AsSpan(0, length).ToArray(), false));
            }

            using JsonDocument record = JsonDocument.Parse(payload.AsMemory(0, length));
            int seq = record.RootElement.GetProperty("seq").GetInt32();
            if (!_records.TryAdd(seq, 1))
            {
                _records[seq]++;
                Repeated++;
                return;
            }

            Durable++;
            int after = record.RootElement.GetProperty("after").GetInt32();
            Broken += after == _newest ? 0 : 1;
            _newest = seq;
            if (IsContact(record.RootElement))
            {
                // Every other time the link is lost before the confirmation is back: an alarm of which only the broker knows.
                Delivered++;
                _lossDue = Delivered % 2 == 0;
            }
        }

        private static bool IsContact(JsonElement record)
        {
            return record.TryGetProperty("event", out JsonElement what)
                && record.TryGetProperty("fault", out JsonElement fault)
                && fault.ValueEquals("sense-contact-anode")
                && what.GetString() == ReportWords.OfEvent(EventKind.FaultRaised);
        }
    }
}
