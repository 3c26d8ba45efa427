using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Verify;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// The whole firmware on the emulated board, its supply cut again and again while faults come and go and the link does
    /// the same: what was stored arrives, as it was, and each record counts once. The broker is a double in virtual time.
    /// </summary>
    public sealed class UndeliveredTests : IDisposable
    {
        private const int Cuts = 60;

        private readonly EmulatedMachine _machine;
        private readonly EmulatedBroker _broker = new();
        private readonly Completeness _heard = new();
        private readonly HashSet<string> _contacts = [];
        private readonly IDisposable _binding;
        private Application _application;
        private bool _quiet;

        public UndeliveredTests()
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 5 });
            setup.Interpreter = new InterpreterCosts();
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "b", ["tls"] = false };
            document["device"] = new JsonObject { ["site"] = "lab", ["id"] = "cell-7" };
            setup.SettingsJson = document.ToJsonString();
            _machine = new EmulatedMachine(setup);
            _binding = _machine.Bind();
            _broker.Clock = () => _machine.Clock.NowMicroseconds;
            _broker.ConfirmationMicroseconds = 300_000;
            _broker.Received = (topic, payload, length, _) => Hear(new ReceivedMessage(DateTimeOffset.UnixEpoch, topic, payload.AsSpan(0, length).ToArray(), false));
        }

        private long Now => _machine.Clock.NowMicroseconds;

        public void Dispose()
        {
            _binding.Dispose();
        }

        [Fact]
        public void The_board_dies_sixty_times_and_nothing_that_was_stored_is_missing()
        {
            SeededRandom random = new(17);
            _machine.Scheduler.AddHook(1_100_000, () => Shake(random));
            int withStored = 0;
            int mostStored = 0;
            int inAWrite = 0;
            for (int cut = 0; cut < Cuts; cut++)
            {
                long life = (long)(random.NextBetween(0.5, 25) * VirtualClock.Second);
                if (random.NextUnit() < 0.5)
                {
                    int bytes = (int)random.NextBetween(0, 600);
                    _machine.Faults.At(Now + life, faults => faults.CutPowerInFramWrite(bytes));
                    inAWrite++;
                }
                else
                {
                    _machine.Faults.At(Now + life, faults => faults.CutPower());
                }

                if (Start())
                {
                    RunEnd end = _machine.RunUntil(Now + life + (60 * VirtualClock.Second), default);
                    Assert.Null(_machine.JobFailure);
                    Assert.Equal(RunEnd.Reset, end);
                    mostStored = Math.Max(mostStored, _application.Reporting.StoredCount);
                    withStored += _application.Reporting.Backlog > _application.Reporting.Unstored ? 1 : 0;
                }

                _machine.Restart();
            }

            _broker.Lose(true);
            _machine.Network.Available = true;
            Assert.True(Start());
            _quiet = true;
            Assert.Equal(RunEnd.TimeReached, _machine.RunUntil(Now + (120 * VirtualClock.Second), default));
            Assert.Equal(0, _application.Reporting.Durable);

            Assert.InRange(inAWrite, Cuts / 4, Cuts);
            Assert.InRange(withStored, 10, Cuts);
            DeviceLedger device = Assert.Single(_heard.Devices);
            Assert.True(device.IsComplete, string.Join("; ", device.Boots.Where(boot => boot.Missing.Count > 0).Select(boot =>
                "start " + boot.Boot + " without " + string.Join(",", boot.Missing) + " of " + boot.Last)) + ", most stored " + mostStored);
            Assert.InRange(mostStored, 16, JournalRoom.EventRecords - 1);
            Assert.Equal(0, device.Boots.Sum(boot => boot.Dropped.GetValueOrDefault("stored")));
            Assert.InRange(device.Boots.Sum(boot => boot.Events), 300, 100_000);
            Assert.InRange(device.Boots.Count(boot => boot.Repeated > 0), 5, Cuts);
        }

        /// <summary>Every 1.1 s: the sense converter falls silent or answers again, the link goes or comes.</summary>
        private void Shake(SeededRandom random)
        {
            if (_quiet)
            {
                return;
            }

            _machine.Faults.SilenceChip(0x48, random.NextUnit() < 0.5);
            if (random.NextUnit() < 0.08)
            {
                _broker.Lose(random.NextUnit() < 0.7);
            }
        }

        /// <summary>False: the supply failed on the way.</summary>
        private bool Start()
        {
            try
            {
                _application = new Application(_machine.CreateBoard(new TroubledMqttLink(_broker, _machine)), null);
                _application.Start();
                Assert.Null(_application.SettingsProblem);

                // A supply that failed in an attempt to connect looks like a network that hung the chip: somebody comes and
                // asks for the next one at once.
                long now = Now;
                _machine.Faults.At(now + (VirtualClock.Second / 2), faults => faults.PressButton());
                _machine.Faults.At(now + VirtualClock.Second, faults => faults.PressButton(false));
                return true;
            }
            catch (BoardResetException)
            {
                return false;
            }
        }

        /// <summary>
        /// A broker that takes the connection and never greets holds the reporting job for half a minute: what happens in it
        /// is stored all the same, and sent by the next start.
        /// </summary>
        [Fact]
        public void An_alarm_raised_while_the_broker_hangs_outlives_a_power_cut()
        {
            Assert.True(Start());
            _machine.RunUntil(20 * VirtualClock.Second, default);
            Assert.True(_machine.View.SwitchClosed);
            Assert.Equal(0, _application.Reporting.Durable);
            _machine.Network.Trouble = NetworkTrouble.BrokerHung;
            _broker.Lose(true);
            int stored = 0;
            _machine.Faults.At(24 * VirtualClock.Second, faults => faults.Offset(BoardChannel.Sense, -2.5));
            _machine.Faults.At(29 * VirtualClock.Second, faults =>
            {
                stored = _application.Reporting.StoredCount;
                Assert.Equal(stored, _application.Reporting.Durable);
                faults.Offset(BoardChannel.Sense, 0);
                faults.CutPower();
            });
            Assert.Equal(RunEnd.Reset, _machine.RunUntil(60 * VirtualClock.Second, default));
            Assert.Equal(29, Now / VirtualClock.Second);
            Assert.InRange(stored, 3, 30);
            Assert.Empty(_contacts);
            _machine.Network.Trouble = NetworkTrouble.None;
            _machine.Restart();
            Assert.True(Start());
            _machine.RunUntil(Now + (15 * VirtualClock.Second), default);
            Assert.Single(_contacts);
            Assert.True(_heard.IsComplete);
        }

        private void Hear(ReceivedMessage message)
        {
            _heard.Add(message);
            if (message.Text.Contains("\"event\":\"fault\",\"fault\":\"sense-contact-anode\"", StringComparison.Ordinal))
            {
                _contacts.Add(message.Text);
            }
        }
    }
}
