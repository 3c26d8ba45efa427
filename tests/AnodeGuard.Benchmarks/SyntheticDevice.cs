using System;
using System.Globalization;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Benchmarks
{
    /// <summary>A device that measures nothing and tells it as the firmware does: the firmware's own writer and link.</summary>
    internal sealed class SyntheticDevice : IDisposable
    {
        private const int EventEvery = 5;

        private readonly Esp32MqttLink _link = new Esp32MqttLink();
        private readonly MessageWriter _writer;
        private readonly Observation _values = new Observation();
        private readonly EventRecord _event = new EventRecord { Kind = EventKind.FaultRaised, Fault = FaultId.DepletionNear, Level = FaultLevel.Warning };
        private readonly string _root;
        private readonly int _number;

        public SyntheticDevice(int number, int port)
        {
            _number = number;
            string name = "device-" + number.ToString(CultureInfo.InvariantCulture);
            _root = "anodeguard/bench/" + name + "/";
            _writer = new MessageWriter(new byte[6144], SettingsDocument.Defaults(), new ReportIdentity { Board = "bench", Boot = 1 });
            if (!_link.TryConnect(new AnodeGuard.Hal.MqttLinkOptions { Host = "127.0.0.1", Port = port, ClientId = "bench-" + name, WillTopic = _root + "status", WillMessage = "offline", KeepAliveSeconds = 15 }))
            {
                throw new InvalidOperationException(_link.LastProblem);
            }
        }

        public long Sent { get; private set; }

        public void Send()
        {
            long unix = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            long up = Environment.TickCount64 * 1000;
            _values.TimeMicroseconds = up;
            _values.State = GuardState.Normal;
            _values.CellMicrovolts.Set(3700000 + (Sent % 11 * 100), up, Validity.Valid, SampleSource.Recording);
            _values.CurrentNanoamperes.Set(10000000, up, Validity.Valid, SampleSource.Recording);
            _values.SenseMicrovolts.Set(2900000 + (Sent % 7 * 100), up, Validity.Valid, SampleSource.Recording);
            _values.CellMillicelsius.Set(25000, up, Validity.Valid, SampleSource.Recording);
            _values.SurfaceDepletionQ24 = Verdict.OneQ24 / 8;
            if (_writer.WriteState(_values, 0, new TurnTiming(), unix, 0, 0, 0))
            {
                Publish("state", 0);
            }

            if (_number % 10 == 0 && Sent % EventEvery == 0)
            {
                _event.Values.CopyFrom(_values);
                _event.UnixMilliseconds = unix;
                if (_writer.WriteEvent(_event))
                {
                    Publish("event", 1);
                }
            }

            while (_link.TryTakeConfirmed(out _))
            {
            }
        }

        public void Dispose()
        {
            _link.Disconnect();
        }

        private void Publish(string kind, int qos)
        {
            if (_link.Publish(_root + kind, _writer.Json.Buffer, _writer.Json.Length, qos, false) >= 0)
            {
                _writer.Take(qos > 0);
                Sent++;
            }
        }
    }
}
