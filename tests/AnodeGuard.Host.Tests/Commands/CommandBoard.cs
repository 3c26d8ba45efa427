using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Emulated;
using AnodeGuard.Host.Tests.Mqtt;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>The whole firmware on an emulated board with a charging cell, and a sender of commands at the other end of the link.</summary>
    internal sealed class CommandBoard : IVerdictListener, IDisposable
    {
        private readonly IDisposable _binding;
        private readonly IMqttLink _real;
        private readonly IKeyedHash _hash;
        private long _counter = 1_784_621_700_000;

        /// <param name="device">Further settings of the device.</param>
        /// <param name="change">Changes the machine.</param>
        /// <param name="brokerPort">A real broker on this machine; 0: a link of the test's own.</param>
        /// <param name="hash">Works out the codes over commands; null: the platform's own.</param>
        public CommandBoard(string device = "", Action<MachineSetup> change = null, int brokerPort = 0, IKeyedHash hash = null)
        {
            _hash = hash ?? new PlatformHash();
            _real = brokerPort == 0 ? null : new PatientMqttLink(new Esp32MqttLink(), TimeSpan.FromSeconds(30));
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 1 });
            setup.Board = BoardKind.Coin;
            setup.Cell = new CellDesign();
            setup.Sense = new SenseLayerDesign { DriftVolts = 0 };
            setup.Program = TestBoard.QuietCharging().Program;
            setup.SettingsJson = "{\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0},\"mqtt\":{" + (brokerPort == 0 ? "\"host\":\"b\"" : "\"host\":\"127.0.0.1\",\"port\":" + brokerPort) + ",\"tls\":false},"
                + "\"device\":{\"id\":\"cell-7\",\"command_key\":\"" + Signed.KeyText + "\"" + device + "}}";
            change?.Invoke(setup);
            Machine = new EmulatedMachine(setup);
            _binding = Machine.Bind();
            Start();
        }

        public EmulatedMachine Machine { get; }

        public FakeLink Link { get; private set; }

        public Application Application { get; private set; }

        public Verdict Verdict { get; private set; }

        /// <summary>Some of every verdict since the first start, by its time.</summary>
        public Dictionary<long, (GuardState State, long Sense, long Depletion)> Seen { get; } = [];

        /// <summary>Sees every snapshot with its verdict; both are overwritten afterwards.</summary>
        public Action<Snapshot, Verdict> Watch { get; set; }

        public bool SwitchClosed => Machine.View.SwitchClosed;

        /// <summary>Turns in which the injector pulled.</summary>
        public int PullTurns { get; private set; }

        public void Start()
        {
            Link = new FakeLink();
            Application = new Application(Machine.CreateBoard(_real ?? Link), this) { Hash = _hash };
            Application.Start();
            Assert.Null(Application.SettingsProblem);
        }

        /// <summary>Runs until the switch is closed.</summary>
        public void Arm()
        {
            Run(25);
            Assert.True(SwitchClosed, Verdict.State.ToString());
        }

        public RunEnd Run(double seconds)
        {
            RunEnd end = Machine.RunUntil(Machine.Clock.NowMicroseconds + (long)(seconds * VirtualClock.Second), default);
            Assert.Null(Machine.JobFailure);
            return end;
        }

        public JsonElement Send(string name, string args = null)
        {
            _counter++;
            return SendRaw(Signed.Payload(name, _counter, args), name);
        }

        public JsonElement SendRaw(string payload, string name)
        {
            int before = Link.On("ack").Count();
            Link.Inbound.Enqueue(Signed.Message(name, payload));
            Run(0.5);
            return Assert.Single(Link.On("ack").Skip(before));
        }

        public void Accept(string name, string args = null)
        {
            JsonElement ack = Send(name, args);
            Assert.True(ack.GetProperty("accepted").GetBoolean(), ack.GetRawText());
            Run(0.4);
        }

        /// <summary>Sends a signed command over the real broker.</summary>
        public void Accept(Mosquitto broker, string name)
        {
            _counter++;
            Subscriber.Publish(broker.Port, ReportBench.Root + "cmd/" + name, Signed.Payload(name, _counter), false);
        }

        public void PressButton()
        {
            Machine.Faults.PressButton();
            Run(0.5);
            Machine.Faults.PressButton(false);
            Run(0.5);
        }

        public JsonElement Last(string topic)
        {
            return Link.On(topic).Last();
        }

        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            Verdict = verdict;
            Watch?.Invoke(snapshot, verdict);
            Seen[snapshot.TimeMicroseconds] = (verdict.State, snapshot.SenseMicrovolts.Value, verdict.SurfaceDepletionQ24);
            PullTurns += snapshot.SenseDrive is SenseDrive.PullDown or SenseDrive.PullUp ? 1 : 0;
        }

        public void Dispose()
        {
            _binding.Dispose();
        }
    }
}
