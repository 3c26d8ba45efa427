using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>The link and the client's twin against a real mosquitto, seen by a second, independent client.</summary>
    public class MqttLinkTests
    {
        [Fact]
        public void Messages_arrive_with_their_qos_and_retain_flag()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            Esp32MqttLink link = Connected(broker.Port);

            byte[] buffer = Encoding.UTF8.GetBytes("hello, and more that is not sent");
            Assert.Equal(0, link.Publish("t/zero", buffer, 5, 0, false));
            int id = link.Publish("t/one", buffer, 5, 1, true);
            Assert.InRange(id, 1, 65535);

            Assert.Equal(new Received(false, 0, "t/zero", "hello"), subscriber.WaitFor(m => m.Topic == "t/zero"));
            Assert.Equal(new Received(false, 1, "t/one", "hello"), subscriber.WaitFor(m => m.Topic == "t/one"));
            int confirmed = 0;
            Wait.Until(() => link.TryTakeConfirmed(out confirmed), "the confirmation");
            Assert.Equal(id, confirmed);
            Assert.False(link.TryTakeConfirmed(out _));

            using Subscriber late = new(broker.Port);
            Assert.True(late.WaitFor(m => m.Topic == "t/one").Retained);
            link.Disconnect();
        }

        [Fact]
        public void The_buffer_may_be_used_again_at_once()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            Esp32MqttLink link = Connected(broker.Port);
            byte[] buffer = new byte[1];
            for (int i = 0; i < 10; i++)
            {
                buffer[0] = (byte)('0' + i);
                link.Publish("t", buffer, 1, 0, false);
            }

            subscriber.WaitFor(m => m.Payload == "9");
            Assert.Equal("0123456789", string.Concat(subscriber.Messages.Select(m => m.Payload)));
            link.Disconnect();
        }

        [Fact]
        public void Will_comes_when_the_client_dies_and_not_when_it_says_goodbye()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            Esp32MqttLink polite = Connected(broker.Port, "polite");
            polite.Disconnect();
            Assert.False(polite.IsConnected);

            Esp32MqttLink dying = Connected(broker.Port, "dying");

            // A connection attempt releases the old client without DISCONNECT: that is how a dead client looks.
            Assert.False(dying.TryConnect(Options(Mosquitto.FreePort(), "dying")));

            Assert.Equal(new Received(false, 1, "will/dying", "offline"), subscriber.WaitFor(m => m.Topic == "will/dying"));
            Assert.DoesNotContain(subscriber.Messages, m => m.Topic == "will/polite");
            using Subscriber late = new(broker.Port);
            Assert.True(late.WaitFor(m => m.Topic == "will/dying").Retained);
        }

        [Fact]
        public void A_lost_broker_is_noticed_and_the_link_can_be_made_anew()
        {
            using Mosquitto broker = new();
            Esp32MqttLink link = Connected(broker.Port);
            broker.Kill();
            Wait.Until(() => !link.IsConnected, "the loss");
            Assert.Equal(-1, link.Publish("t", new byte[1], 1, 1, false));
            Assert.Equal(-1, link.Publish("t", new byte[1], 1, 0, false));
            Assert.False(link.TrySubscribe("cmd/#"));
            Assert.False(link.TryConnect(Options(broker.Port, "again")));
            Assert.Contains("127.0.0.1:" + broker.Port, link.LastProblem);

            broker.Start();
            Assert.True(link.TryConnect(Options(broker.Port, "again")), link.LastProblem);
            Assert.Null(link.LastProblem);
            Assert.InRange(link.Publish("t", new byte[1], 1, 1, false), 1, 65535);
            link.Disconnect();
        }

        [Fact]
        public void A_name_that_cannot_be_resolved_is_a_problem_not_an_exception()
        {
            Esp32MqttLink link = new();
            MqttLinkOptions options = Options(1883, "x");
            options.Host = "no-such-host.invalid";
            Assert.False(link.TryConnect(options));
            Assert.False(string.IsNullOrEmpty(link.LastProblem));
        }

        [Fact]
        public void The_window_is_bounded_and_opens_again()
        {
            using Mosquitto broker = new();
            Esp32MqttLink link = Connected(broker.Port);
            int accepted = 0;
            while (link.Publish("t", new byte[1], 1, 1, false) > 0)
            {
                accepted++;
            }

            Assert.Equal(Esp32MqttLink.Window, accepted);
            int confirmed = 0;
            Wait.Until(() => (confirmed += link.TryTakeConfirmed(out _) ? 1 : 0) == accepted, "all confirmations");
            Assert.InRange(link.Publish("t", new byte[1], 1, 1, false), 1, 65535);
            link.Disconnect();
        }

        [Fact]
        public void Commands_wait_in_a_bounded_queue_the_oldest_gives_way()
        {
            using Mosquitto broker = new();
            Subscriber.Publish(broker.Port, "cmd/retained", "r", true);
            Esp32MqttLink link = Connected(broker.Port);
            Assert.True(link.TrySubscribe("cmd/#"));
            MqttInbound first = null;
            Wait.Until(() => link.TryTakeInbound(out first), "the retained command");
            Assert.True(first.Retained);
            Assert.Equal("cmd/retained", first.Topic);

            Esp32MqttLink sender = Connected(broker.Port, "sender");
            byte[] tooLong = new byte[Esp32MqttLink.LongestInbound + 1];
            sender.Publish("cmd/long", tooLong, tooLong.Length, 1, false);
            for (int i = 0; i < Esp32MqttLink.InboundCapacity + 4; i++)
            {
                sender.Publish("cmd/" + i, new byte[] { (byte)i }, 1, 1, false);
            }

            // The broker forwards in order: once the mark is back, everything before it is there.
            using Subscriber mark = new(broker.Port);
            Subscriber.Publish(broker.Port, "mark", "m", false);
            mark.WaitFor(m => m.Topic == "mark");
            byte last = 0;
            int taken = 0;
            Wait.Until(
                () =>
                {
                    for (; link.TryTakeInbound(out MqttInbound command); taken++)
                    {
                        Assert.False(command.Retained);
                        last = command.Payload[0];
                    }

                    return last == Esp32MqttLink.InboundCapacity + 3;
                },
                "the last command");
            Assert.InRange(taken, 1, Esp32MqttLink.InboundCapacity + 4);
            sender.Disconnect();
            link.Disconnect();
        }

        [Fact]
        public void Wrong_password_is_said_so()
        {
            string file = Path.GetTempFileName();
            using (Process make = Process.Start(Mosquitto.Program("mosquitto_passwd"), ["-b", file, "device", "right"]))
            {
                make.WaitForExit();
            }

            using Mosquitto broker = new("allow_anonymous false", "password_file " + file);
            Esp32MqttLink link = new();
            MqttLinkOptions options = Options(broker.Port, "x");
            options.User = "device";
            options.Password = "wrong";
            Assert.False(link.TryConnect(options));
            Assert.Contains("mqtt.password", link.LastProblem);
            Assert.DoesNotContain("wrong\"", link.LastProblem);
            options.Password = "right";
            Assert.True(link.TryConnect(options), link.LastProblem);
            link.Disconnect();
            File.Delete(file);
        }

        [Fact]
        public void A_hundred_reconnections_leave_no_thread_and_no_socket()
        {
            using Mosquitto broker = new();
            Esp32MqttLink link = new();
            for (int i = 0; i < 5; i++)
            {
                Assert.True(link.TryConnect(Options(broker.Port, "again")), link.LastProblem);
            }

            // A thread that was joined is gone from the kernel's list a moment later.
            Wait.Until(() => MqttThreads() == 1 && Sockets(broker.Port) == 1, "one thread and one socket");
            for (int i = 0; i < 100; i++)
            {
                Assert.True(link.TryConnect(Options(broker.Port, "again")), link.LastProblem);
                link.Publish("t", new byte[100], 100, 1, false);
            }

            Wait.Until(() => MqttThreads() == 1 && Sockets(broker.Port) == 1, "one thread and one socket");
            link.Disconnect();
            Wait.Until(() => MqttThreads() == 0 && Sockets(broker.Port) == 0, "no thread and no socket");
            Assert.False(link.IsConnected);
        }

        internal static MqttLinkOptions Options(int port, string clientId)
        {
            return new MqttLinkOptions
            {
                Host = "127.0.0.1",
                Port = port,
                ClientId = clientId,
                WillTopic = "will/" + clientId,
                WillMessage = "offline",
            };
        }

        private static Esp32MqttLink Connected(int port, string clientId = "device")
        {
            Esp32MqttLink link = new();
            Assert.True(link.TryConnect(Options(port, clientId)), link.LastProblem);
            Assert.True(link.IsConnected);
            return link;
        }

        private static int MqttThreads()
        {
            // The kernel's name of a thread has 15 characters.
            return Directory.GetDirectories("/proc/self/task")
                .Count(task => Comm(task) == "mqtt again");
        }

        private static string Comm(string task)
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "comm")).Trim();
            }
            catch (IOException)
            {
                // A thread of another test has ended meanwhile.
                return "";
            }
        }

        private static int Sockets(int port)
        {
            string remote = "0100007F:" + port.ToString("X4");
            return File.ReadAllLines("/proc/self/net/tcp")
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Count(parts => parts.Length > 3 && parts[2] == remote && parts[3] == "01");
        }
    }
}
