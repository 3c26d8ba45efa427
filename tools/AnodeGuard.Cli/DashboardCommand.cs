using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Dashboard;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli
{
    /// <summary>`dashboard`: a page in the browser that shows one or many devices.</summary>
    internal static class DashboardCommand
    {
        private const int ShortestToken = 16;

        public static Command Create(TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            BrokerOptions broker = new BrokerOptions();
            Option<string> listen = new Option<string>("--listen") { Description = "Where to serve the page, ADDRESS:PORT; port 0: a free one", DefaultValueFactory = _ => ListenAddress.Default };
            Option<string> token = OptionOf.Text("--token-file", "File whose first line visitors have to know; beyond this machine one is made up where none is given");
            Option<string> history = OptionOf.Text("--history", "Keep what is received in this SQLite file; without it two hours, gone at the end");
            Option<double?> keep = OptionOf.OptionalNumber("--keep-days", "Remove from the history what is older", NumberRange.Above(0, 36500, "days"));
            Option<string> keys = OptionOf.Text("--keys", "File of lines SITE/DEVICE KEY (device.command_key): these devices can be acknowledged from the page");
            Option<bool> open = OptionOf.Flag("--open", "Open the page in a browser");
            Command command = new Command("dashboard", "Serves a page that shows the devices of a broker.") { listen, token, history, keep, keys, open };
            foreach (Option option in broker.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                BrokerAccount account = broker.Read(parsed) ?? throw new InputException("dashboard: missing: --broker");
                ListenAddress address = ListenAddress.Parse(parsed.GetValue(listen));
                DashboardOptions options = new DashboardOptions
                {
                    Broker = account,
                    Listen = address,
                    Token = TokenOf(parsed.GetValue(token), address),
                    History = parsed.GetValue(history),
                    Keep = parsed.GetValue(keep) is double days ? TimeSpan.FromDays(days) : null,
                    Keys = CommandKeys.Load(parsed.GetValue(keys)),
                };
                return Run(options, parsed.GetValue(open), output, error, cancellation);
            });
            return command;
        }

        private static int Run(DashboardOptions options, bool opens, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            TextWriter says = TextWriter.Synchronized(error);
            DashboardServer server = new DashboardServer(options, line => says.WriteLine("anodeguard: " + line));
            try
            {
                string url = UrlOf(options, server.Port);
                output.WriteLine("page: " + url);
                output.Flush();
                if (!options.Listen.IsLoopback)
                {
                    says.WriteLine("anodeguard: the page is served in the clear: on a network that others use, put a proxy with TLS in front of it");
                }

                if (opens && !TryOpen(url))
                {
                    says.WriteLine("anodeguard: --open: no browser could be started");
                }

                cancellation.WaitHandle.WaitOne();
            }
            finally
            {
                server.Dispose();
            }

            if (options.History != null && server.Lost > 0)
            {
                says.WriteLine("anodeguard: history: " + server.Lost.ToString(CultureInfo.InvariantCulture) + " messages could not be written and are lost");
            }

            return ExitCode.Ran;
        }

        private static string UrlOf(DashboardOptions options, int port)
        {
            bool isAny = options.Listen.Address.Equals(IPAddress.Any) || options.Listen.Address.Equals(IPAddress.IPv6Any);
            string host = isAny ? Dns.GetHostName() : options.Listen.Address.ToString();
            host = host.Contains(':', StringComparison.Ordinal) ? "[" + host + "]" : host;
            return "http://" + host + ":" + port.ToString(CultureInfo.InvariantCulture) + "/" + (options.Token == null ? string.Empty : "?token=" + options.Token);
        }

        private static string TokenOf(string path, ListenAddress address)
        {
            if (path == null)
            {
                return address.IsLoopback ? null : AccessGuard.NewToken();
            }

            string token = SecretFile.FirstLine(path, "--token-file");
            return token.Length >= ShortestToken && Uri.EscapeDataString(token) == token
                ? token
                : throw new InputException("--token-file: " + path + ": accepted: at least 16 letters, digits, - or _");
        }

        private static bool TryOpen(string url)
        {
            try
            {
                using (Process.Start(new ProcessStartInfo(url) { UseShellExecute = true }))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception || exception is InvalidOperationException || exception is PlatformNotSupportedException)
            {
                return false;
            }
        }
    }
}
