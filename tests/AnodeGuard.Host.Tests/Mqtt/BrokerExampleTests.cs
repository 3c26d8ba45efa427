using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Settings;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>
    /// The example of tools/broker, its files in other places, in a real mosquitto with two devices: each has its own topics
    /// and no other's. A witness, whom the example does not know, sees and says everything.
    /// </summary>
    public sealed class BrokerExampleTests : IDisposable
    {
        private const string ExampleFolder = "/etc/mosquitto/anodeguard/";
        private const string Birth = "homeassistant/status";
        private const string Secret = "a password of the test";

        private readonly TemporaryFolder _files = new();
        private readonly TestAuthority _authority = new();
        private readonly DeviceSettings _a = Device("cell-a");
        private readonly DeviceSettings _b = Device("cell-b");

        public void Dispose()
        {
            _authority.Dispose();
            _files.Dispose();
        }

        [Fact]
        public void What_a_device_says_arrives_under_its_own_topics_alone()
        {
            using Mosquitto broker = Broker();
            using Subscriber witness = new(broker.Port, "#", 1, Account("witness"));
            foreach ((DeviceSettings device, DeviceSettings other) in new[] { (_a, _b), (_b, _a) })
            {
                ReportTopics own = new(device);
                Esp32MqttLink link = Connect(broker, device, device.MqttPassword);
                foreach (string topic in Commands(own).Concat(Said(new ReportTopics(other))).Concat(Commands(new ReportTopics(other)))
                    .Append(Birth).Append("anodeguard/lab").Append("elsewhere").Concat(Said(own)))
                {
                    Say(link, topic, device.DeviceId);
                }

                // The broker handles one client's messages in their order.
                Say(link, own.Ack, "end of " + device.DeviceId);
                witness.WaitFor(m => m.Payload == "end of " + device.DeviceId);
                Assert.Equal(Said(own).Order(), witness.Messages.Where(m => m.Payload == device.DeviceId).Select(m => m.Topic).Order());
                link.Disconnect();
            }
        }

        [Fact]
        public void What_a_device_hears_is_meant_for_it()
        {
            using Mosquitto broker = Broker();
            ReportTopics own = new(_a);
            ReportTopics other = new(_b);
            Esp32MqttLink link = Connect(broker, _a, _a.MqttPassword);
            foreach (string filter in Said(other).Append(own.CommandFilter).Append(Birth).Append(other.CommandFilter).Append("anodeguard/#").Append("#"))
            {
                Assert.True(link.TrySubscribe(filter));
            }

            foreach (string topic in Said(other).Concat(Commands(other)).Append("elsewhere").Concat(Commands(own)).Append(Birth))
            {
                Subscriber.Publish(broker.Port, topic, "x", false, Account("witness"));
            }

            HashSet<string> heard = [];
            Wait.Until(
                () =>
                {
                    while (link.TryTakeInbound(out MqttInbound message))
                    {
                        heard.Add(message.Topic);
                    }

                    return heard.Contains(Birth);
                },
                "the last message");
            Assert.Equal(Commands(own).Append(Birth).Order(), heard.Order());
            link.Disconnect();
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Who_watches_sees_the_devices_and_commands_only_where_the_line_is_put_in(bool mayCommand)
        {
            using Mosquitto broker = Broker(mayCommand);
            using Subscriber witness = new(broker.Port, "#", 1, Account("witness"));
            ReportTopics topics = new(_a);
            foreach (string topic in Commands(topics).Concat(Said(topics)).Append(Birth))
            {
                Subscriber.Publish(broker.Port, topic, "page", false, Account("page"));
            }

            Subscriber.Publish(broker.Port, topics.Status, "end", true, Account("witness"));
            witness.WaitFor(m => m.Payload == "end");
            Assert.Equal(mayCommand ? Commands(topics) : [], witness.Messages.Where(m => m.Payload == "page").Select(m => m.Topic));

            Esp32MqttLink page = Connect(broker, new DeviceSettings { MqttUser = "page" }, Secret);
            Assert.True(page.TrySubscribe("anodeguard/#"));
            string heard = null;
            Wait.Until(() => page.TryTakeInbound(out MqttInbound message) && (heard = message.Topic) != null, "the status");
            Assert.Equal(topics.Status, heard);
            page.Disconnect();
        }

        /// <summary>Home Assistant presses and does no more; the signer signs two commands and does no more.</summary>
        [Fact]
        public void Who_presses_cannot_command_and_who_signs_two_buttons_signs_nothing_else()
        {
            using Mosquitto broker = Broker();
            using Subscriber witness = new(broker.Port, "#", 1, Account("witness"));
            ReportTopics topics = new(_a);
            string[] all = [.. Commands(topics).Concat(Said(topics)), topics.CommandPrefix + "self-test", topics.CommandPrefix + "reboot", topics.Button, topics.Signer, Birth];
            Assert.Equal(new[] { topics.Button, Birth }.Order(), Heard(broker, witness, "homeassistant", all));
            Assert.Equal(
                new[] { topics.CommandPrefix + "acknowledge", topics.CommandPrefix + "self-test", topics.Signer }.Order(),
                Heard(broker, witness, "signer", all));
            Assert.Empty(Heard(broker, witness, "page", all));

            // And a device presses nobody's button, its own neither.
            Esp32MqttLink device = Connect(broker, _a, _a.MqttPassword);
            Say(device, topics.Button, "device");
            Say(device, topics.Signer, "device");
            Say(device, topics.Ack, "end of device");
            witness.WaitFor(m => m.Payload == "end of device");
            Assert.DoesNotContain(witness.Messages, m => m.Payload == "device");
            device.Disconnect();
        }

        /// <summary>The whole way: pressed as Home Assistant, signed as the signer, on the broker of the example.</summary>
        [Fact]
        public void A_press_gets_through_the_example()
        {
            using Mosquitto broker = Broker();
            using Subscriber witness = new(broker.Port, "#", 1, Account("witness"));
            string keys = _files.Write("keys", "lab/cell-a " + _a.CommandKey + "\n");
            using X509Certificate2 authority = X509Certificate2.CreateFromPem(_authority.Pem);
            BrokerAccount account = new() { Address = new BrokerAddress("localhost", broker.Port), Authority = authority, User = "signer", Password = Secret };
            ReportTopics topics = new(_a);
            using (ButtonSigner signer = new(account, "lab/cell-a", CommandKeys.Load(keys), _ => { }, TimeProvider.System))
            {
                witness.WaitFor(m => m.Topic == topics.Signer && m.Payload == "online");
                Subscriber.Publish(broker.Port, topics.Button, "acknowledge", false, Account("homeassistant"));
                witness.WaitFor(m => m.Topic == topics.CommandPrefix + "acknowledge");
            }

            witness.WaitFor(m => m.Topic == topics.Signer && m.Payload == "offline");
        }

        [Fact]
        public void Nobody_comes_in_without_the_password_that_is_his()
        {
            using Mosquitto broker = Broker();
            Connect(broker, _a, _a.MqttPassword).Disconnect();
            foreach ((string user, string password) in new[] { (null, null), (_a.MqttUser, _b.MqttPassword), (_a.MqttUser, ""), ("page", "page"), ("nobody", Secret) })
            {
                Esp32MqttLink link = new();
                Assert.False(link.TryConnect(Options(broker, user, password)), user);
                Assert.False(string.IsNullOrEmpty(link.LastProblem));
            }
        }

        /// <summary>On which of these topics the broker takes a user's word.</summary>
        private string[] Heard(Mosquitto broker, Subscriber witness, string user, string[] topics)
        {
            foreach (string topic in topics)
            {
                Subscriber.Publish(broker.Port, topic, "said by " + user, false, Account(user));
            }

            Subscriber.Publish(broker.Port, "elsewhere", "end of " + user, false, Account("witness"));
            witness.WaitFor(m => m.Payload == "end of " + user);
            return witness.Messages.Where(m => m.Payload == "said by " + user).Select(m => m.Topic).Order().ToArray();
        }

        private static DeviceSettings Device(string id)
        {
            byte[] document = DocumentWriter.FromLines(new StringReader("device.site=lab\ndevice.id=" + id + "\nmqtt.host=localhost\nmqtt.tls=false\n"));
            DeviceSettings settings = SettingsDocument.Parse(document, out SettingsError error);
            Assert.Null(error);
            return settings;
        }

        private static string[] Said(ReportTopics topics)
        {
            return [topics.Status, topics.Info, topics.State, topics.Alarm, topics.Event, topics.Ack, topics.Recording, topics.Discovery];
        }

        private static string[] Commands(ReportTopics topics)
        {
            return [topics.CommandPrefix + "acknowledge", topics.CommandPrefix + "set-settings"];
        }

        private static void Say(Esp32MqttLink link, string topic, string text)
        {
            byte[] payload = Encoding.UTF8.GetBytes(text);
            Wait.Until(
                () =>
                {
                    // Takes confirmations, which make room for the next.
                    link.TryTakeConfirmed(out _);
                    return link.Publish(topic, payload, payload.Length, 1, false) > 0;
                },
                "room for a message");
        }

        private static string Example(string name, [CallerFilePath] string path = "")
        {
            return File.ReadAllText(Path.Combine(Path.GetDirectoryName(path), "..", "..", "..", "tools", "broker", name));
        }

        private static string Replaced(string text, string what, string with)
        {
            Assert.Contains(what, text, StringComparison.Ordinal);
            return text.Replace(what, with, StringComparison.Ordinal);
        }

        private Mosquitto Broker(bool pageMayCommand = false)
        {
            string[] certificate = _authority.CertificateLines("localhost", DateTimeOffset.UtcNow.AddDays(1));
            File.Copy(certificate[0].Split(' ', 2)[1], _files.File("broker.crt"));
            File.Copy(certificate[1].Split(' ', 2)[1], _files.File("broker.key"));
            BrokerAccess[] devices = [new(_a), new(_b)];
            string[] others = [.. new[] { "page", "homeassistant", "signer", "witness" }.Select(name => name + ":" + BrokerAccess.Hash(Secret, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 101))];
            _files.Write("passwords", string.Join('\n', devices.Select(device => device.PasswordLine()).Concat(others)) + "\n");
            string acl = Example("acl");
            acl = pageMayCommand ? Replaced(acl, "#   topic write anodeguard/+/+/cmd/+", "topic write anodeguard/+/+/cmd/+") : acl;
            _files.Write("acl", string.Join('\n', [acl, .. devices.SelectMany(device => device.AclLines()), "user witness", "topic readwrite #"]) + "\n");
            string configuration = Replaced(Replaced(Example("mosquitto.conf"), ExampleFolder, _files.Path + "/"), "/var/lib/mosquitto/", _files.Path + "/");
            return new Mosquitto(port => [Replaced(configuration, "listener 8883", "listener " + port + " 127.0.0.1")]);
        }

        private Esp32MqttLink Connect(Mosquitto broker, DeviceSettings device, string password)
        {
            Esp32MqttLink link = new();
            Assert.True(link.TryConnect(Options(broker, device.MqttUser, password)), link.LastProblem);
            return link;
        }

        private MqttLinkOptions Options(Mosquitto broker, string user, string password)
        {
            MqttLinkOptions options = MqttLinkTests.Options(broker.Port, "client-" + user);
            options.Host = "localhost";
            options.UseTls = true;
            options.CaCertificatePem = _authority.Pem;
            options.User = user;
            options.Password = password;
            return options;
        }

        private string[] Account(string user)
        {
            return ["-h", "localhost", "--cafile", _authority.WritePem(), "-u", user, "-P", Secret];
        }
    }
}
