using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>TLS against a mosquitto with a CA of its own: only the right broker is spoken to.</summary>
    public sealed class TlsTests : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("anodeguard-tls-").FullName;

        public void Dispose()
        {
            Directory.Delete(_directory, true);
        }

        [Fact]
        public void The_right_authority_is_accepted()
        {
            using X509Certificate2 authority = Authority("CN=Our CA");
            using Mosquitto broker = Broker(authority, "localhost", DateTimeOffset.UtcNow.AddDays(1));
            Esp32MqttLink link = new();
            Assert.True(link.TryConnect(Options(broker, authority, "localhost")), link.LastProblem);
            link.Disconnect();
        }

        [Fact]
        public void Another_authority_is_refused()
        {
            using X509Certificate2 authority = Authority("CN=Our CA");
            using X509Certificate2 other = Authority("CN=Their CA");
            using Mosquitto broker = Broker(other, "localhost", DateTimeOffset.UtcNow.AddDays(1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void Another_host_name_is_refused()
        {
            using X509Certificate2 authority = Authority("CN=Our CA");
            using Mosquitto broker = Broker(authority, "broker.example", DateTimeOffset.UtcNow.AddDays(1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void An_expired_certificate_is_refused()
        {
            using X509Certificate2 authority = Authority("CN=Our CA");
            using Mosquitto broker = Broker(authority, "localhost", DateTimeOffset.UtcNow.AddMinutes(-1));
            Refused(Options(broker, authority, "localhost"));
        }

        [Fact]
        public void A_broker_without_tls_is_refused()
        {
            using X509Certificate2 authority = Authority("CN=Our CA");
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

        private static MqttLinkOptions Options(Mosquitto broker, X509Certificate2 authority, string host)
        {
            MqttLinkOptions options = MqttLinkTests.Options(broker.Port, "tls");
            options.Host = host;
            options.UseTls = true;
            options.CaCertificatePem = authority.ExportCertificatePem() + "\n";
            return options;
        }

        private static X509Certificate2 Authority(string name)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-3), DateTimeOffset.UtcNow.AddDays(3));
        }

        private Mosquitto Broker(X509Certificate2 authority, string host, DateTimeOffset validUntil)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=" + host, key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
            using X509Certificate2 certificate = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-2), validUntil, [1, 2, 3, 4]);
            string certificateFile = Path.Combine(_directory, "server.crt");
            string keyFile = Path.Combine(_directory, "server.key");
            File.WriteAllText(certificateFile, certificate.ExportCertificatePem() + "\n");
            File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
            return new Mosquitto("certfile " + certificateFile, "keyfile " + keyFile);
        }
    }
}
