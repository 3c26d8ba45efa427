using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>The tools' reader against real brokers: TLS, users, loss and return.</summary>
    public class FeedTests
    {
        [Fact]
        public void Hears_says_and_comes_back()
        {
            using Mosquitto broker = new();
            ConcurrentQueue<ReceivedMessage> heard = new();
            using MqttFeed feed = Feed(new BrokerAccount { Address = new BrokerAddress("127.0.0.1", broker.Port) }, heard);
            Wait.Until(() => feed.IsConnected, "the connection");
            Assert.True(feed.TryPublish("anodeguard/lab/x/cmd/acknowledge", Encoding.UTF8.GetBytes("{}")));
            Wait.Until(() => heard.Any(message => message.Topic.EndsWith("acknowledge", StringComparison.Ordinal)), "the message");
            broker.Kill();
            Wait.Until(() => feed.Problem != null, "the loss");
            Assert.False(feed.TryPublish("x", []));
            broker.Start();
            Wait.Until(() => feed.IsConnected, "the return");
            Assert.Equal(2, feed.Connections);
            Assert.Null(feed.Problem);
        }

        [Fact]
        public void A_kept_session_brings_what_was_said_meanwhile()
        {
            using Mosquitto broker = new();
            BrokerAccount account = new() { Address = new BrokerAddress("127.0.0.1", broker.Port), Session = "night-watch" };
            ConcurrentQueue<ReceivedMessage> heard = new();
            using (MqttFeed feed = Feed(account, heard))
            {
                Wait.Until(() => feed.IsConnected, "the connection");
            }

            Subscriber.Publish(broker.Port, "anodeguard/lab/x/event", "{\"seq\":1}", false);
            using MqttFeed again = Feed(account, heard);
            Wait.Until(() => heard.Any(message => message.Text == "{\"seq\":1}"), "the event from meanwhile");
        }

        [Fact]
        public void The_right_authority_is_accepted()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("localhost", DateTimeOffset.UtcNow.AddDays(1));
            using MqttFeed feed = Feed(Account(broker, authority));
            Wait.Until(() => feed.IsConnected, "the connection");
        }

        [Fact]
        public void Another_authority_is_refused()
        {
            using TestAuthority authority = new();
            using TestAuthority other = new("CN=Their CA");
            using Mosquitto broker = other.Broker("localhost", DateTimeOffset.UtcNow.AddDays(1));
            AssertRefused(Account(broker, authority));
        }

        [Fact]
        public void Another_host_name_is_refused()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("broker.example", DateTimeOffset.UtcNow.AddDays(1));
            AssertRefused(Account(broker, authority));
        }

        [Fact]
        public void An_expired_certificate_is_refused()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("localhost", DateTimeOffset.UtcNow.AddMinutes(-1));
            AssertRefused(Account(broker, authority));
        }

        [Fact]
        public void A_wrong_password_is_said_so_and_not_repeated_to_anybody()
        {
            using TemporaryFolder folder = new();
            string passwords = folder.File("passwords");
            using (Process make = Process.Start(Mosquitto.Program("mosquitto_passwd"), ["-c", "-b", passwords, "page", "right-horse"]))
            {
                make.WaitForExit();
            }

            using Mosquitto broker = new("allow_anonymous false", "password_file " + passwords);
            BrokerAddress address = new("127.0.0.1", broker.Port);
            using (MqttFeed wrong = Feed(new BrokerAccount { Address = address, User = "page", Password = "wrong-horse" }))
            {
                Wait.Until(() => wrong.Problem != null, "the refusal");
                Assert.Contains("refuses user and password", wrong.Problem);
                Assert.DoesNotContain("horse", wrong.Problem);
            }

            using MqttFeed right = Feed(new BrokerAccount { Address = address, User = "page", Password = "right-horse" });
            Wait.Until(() => right.IsConnected, "the connection");
        }

        [Fact]
        public void Verify_over_tls_from_the_command_line()
        {
            using TestAuthority authority = new();
            using TemporaryFolder folder = new();
            using Mosquitto broker = authority.Broker("localhost", DateTimeOffset.UtcNow.AddDays(1));
            string address = "localhost:" + broker.Port;
            CliRun good = CliRun.InProcess("verify", "--broker", address, "--ca", authority.WritePem(), "--duration", "0.2", "--save", folder.File("c.ndjson"), "--fail-on", "missing");
            Assert.Equal(1, good.ExitCode);
            Assert.Contains("nothing is proven", good.Output);
            Assert.True(File.Exists(folder.File("c.ndjson")));
            using TestAuthority other = new("CN=Their CA");
            CliRun.InProcess("verify", "--broker", address, "--ca", other.WritePem(), "--duration", "0.2").AssertRefused("--broker", "nobody answers");
        }

        private static BrokerAccount Account(Mosquitto broker, TestAuthority authority)
        {
            return new BrokerAccount { Address = new BrokerAddress("localhost", broker.Port), Authority = X509Certificate2.CreateFromPem(authority.Pem) };
        }

        private static void AssertRefused(BrokerAccount account)
        {
            using MqttFeed feed = Feed(account);
            Wait.Until(() => feed.Problem != null, "the refusal");
            Assert.False(feed.IsConnected);
            Assert.Equal(0, feed.Connections);
        }

        private static MqttFeed Feed(BrokerAccount account, ConcurrentQueue<ReceivedMessage> heard = null)
        {
            MqttFeed feed = new(account, "test", [DeviceTopic.Everything], message => heard?.Enqueue(message), null);
            feed.Start();
            return feed;
        }
    }
}
