using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>A certificate authority of a test's own, and brokers whose certificates it signed.</summary>
    internal sealed class TestAuthority : IDisposable
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("anodeguard-tls-").FullName;
        private readonly X509Certificate2 _certificate;

        public TestAuthority(string name = "CN=Our CA")
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-3), DateTimeOffset.UtcNow.AddDays(3));
        }

        /// <summary>The authority's certificate.</summary>
        public string Pem
        {
            get { return _certificate.ExportCertificatePem() + "\n"; }
        }

        /// <summary>A file with the authority's certificate.</summary>
        public string WritePem()
        {
            string path = Path.Combine(_directory, "ca.crt");
            File.WriteAllText(path, Pem);
            return path;
        }

        /// <summary>A broker whose certificate names a host and is valid from two days ago.</summary>
        public Mosquitto Broker(string host, DateTimeOffset validUntil, params string[] lines)
        {
            return new Mosquitto([.. CertificateLines(host, validUntil), .. lines]);
        }

        /// <summary>The lines of mosquitto.conf with which a broker shows a certificate of this authority.</summary>
        public string[] CertificateLines(string host, DateTimeOffset validUntil)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=" + host, key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
            using X509Certificate2 certificate = request.Create(_certificate, DateTimeOffset.UtcNow.AddDays(-2), validUntil, [1, 2, 3, 4]);
            string certificateFile = Path.Combine(_directory, "server.crt");
            string keyFile = Path.Combine(_directory, "server.key");
            File.WriteAllText(certificateFile, certificate.ExportCertificatePem() + "\n");
            File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
            return ["certfile " + certificateFile, "keyfile " + keyFile];
        }

        public void Dispose()
        {
            _certificate.Dispose();
            Directory.Delete(_directory, true);
        }
    }
}
