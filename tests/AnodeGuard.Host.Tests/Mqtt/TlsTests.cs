using System;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>TLS against a mosquitto with a CA of its own: only the right broker is spoken to.</summary>
    public sealed class TlsTests
    {
        [Fact]
        public void The_right_authority_is_accepted()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("localhost", DateTimeOffset.UtcNow.AddDays(1));
            Esp32MqttLink link = new();
            Assert.True(link.TryConnect(Options(broker, authority, "localhost")), link.LastProblem);
            link.Disconnect();
        }

        [Fact]
        public void Another_authority_is_refused()
        {
            using TestAuthority authority = new();
            using TestAuthority other = new("CN=Their CA");
            using Mosquitto broker = other.Broker("localhost", DateTimeOffset.UtcNow.AddDays(1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void Another_host_name_is_refused()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("broker.example", DateTimeOffset.UtcNow.AddDays(1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void An_expired_certificate_is_refused()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = authority.Broker("localhost", DateTimeOffset.UtcNow.AddMinutes(-1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void A_broker_without_tls_is_refused()
        {
            using TestAuthority authority = new();
            using Mosquitto broker = new();
            Refused(Options(broker, authority, "127.0.0.1"));
        }

        [Fact]
        public void Without_an_authority_nothing_is_tried()
        {
            Esp32MqttLink link = new();
            MqttLinkOptions options = MqttLinkTests.Options(1, "x");
            options.UseTls = true;
            Assert.False(link.TryConnect(options));
            Assert.Contains("mqtt.ca_pem", link.LastProblem);
            options.CaCertificatePem = "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n";
            Assert.False(link.TryConnect(options));
            Assert.NotNull(link.LastProblem);
        }

        private static void Refused(MqttLinkOptions options)
        {
            Esp32MqttLink link = new();
            Assert.False(link.TryConnect(options));
            Assert.False(link.IsConnected);
            Assert.False(string.IsNullOrEmpty(link.LastProblem));
        }

        private static MqttLinkOptions Options(Mosquitto broker, TestAuthority authority, string host)
        {
            MqttLinkOptions options = MqttLinkTests.Options(broker.Port, "tls");
            options.Host = host;
            options.UseTls = true;
            options.CaCertificatePem = authority.Pem;
            return options;
        }
    }
}
