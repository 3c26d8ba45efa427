using System;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using AnodeGuard.App;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Settings;

namespace AnodeGuard.Cli
{
    /// <summary>
    /// `settings`: checks and writes settings documents, and makes of one what a broker and a flasher need. Secrets come
    /// in by standard input or from files, never by the command line, and go out to files alone.
    /// </summary>
    internal static class SettingsCommand
    {
        private static readonly Argument<string> Document = new Argument<string>("file") { Description = "Settings document, JSON" };

        private static readonly Option<bool> Replace = OptionOf.Flag("--replace", "Replace an existing file");

        private static readonly Option<bool> ShowPassword = OptionOf.Flag("--show-password", "Also print the device's password in the clear");

        private static readonly Argument<string> KeysFile = new Argument<string>("keys") { Description = "File of lines SITE/DEVICE KEY; made where there is none" };

        private static readonly Option<string> Into = new Option<string>("--into") { Description = "Existing folder for the deployment files", Required = true };

        private static readonly Option<bool> Identity = OptionOf.Flag("--identity", "Also take device.site and device.id from the document");

        private static readonly Option<bool> DryRun = OptionOf.Flag("--dry-run", "Tell what would change, and send nothing");

        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            Command check = new Command("check", "Check a document as the device would.") { Document };
            check.SetAction(parsed => Check(parsed.GetValue(Document), output));
            Command write = new Command("write", "Write a document of key=value lines from standard input (key=@FILE: what a file holds), checked, readable by its owner alone.") { Document, Replace };
            write.SetAction(parsed => Write(parsed.GetValue(Document), parsed.GetValue(Replace), Console.In, output));
            Command broker = new Command("broker", "Print what the broker (mosquitto) has to know of the device.") { Document, ShowPassword };
            broker.SetAction(parsed => Broker(parsed.GetValue(Document), parsed.GetValue(ShowPassword), output));
            Command keys = new Command("keys", "Put the key of the device's commands into the file that --keys of dashboard, device and recording reads; it is readable by its owner alone.") { Document, KeysFile };
            keys.SetAction(parsed => AddKey(parsed.GetValue(Document), parsed.GetValue(KeysFile), output));
            Command deployment = new Command("deployment", "Write what nanoff needs to put the document and the Wi-Fi credentials on a device.") { Document, Into };
            deployment.SetAction(parsed => Deploy(parsed.GetValue(Document), parsed.GetValue(Into)));
            Command export = Remote("export", "Write a device's settings into a document, without its secrets.", Replace, (parsed, ask) => Export(parsed, ask, output), cancellation);
            Command import = Remote("import", "Change a device's settings to those of a document, of any version; keys that it does not name stay, and so do secrets.", Identity, (parsed, ask) => Import(parsed, ask, output), cancellation);
            import.Options.Add(DryRun);
            return new Command("settings", "Check and write settings documents, and bring them from and to devices.") { check, write, broker, keys, deployment, export, import };
        }

        /// <summary>Writes a document; a password for the broker is made up where a broker is named and none given.</summary>
        internal static int Write(string path, bool replace, TextReader lines, TextWriter output)
        {
            if (File.Exists(path) && !replace)
            {
                throw new InputException("settings write: " + path + " exists; give --replace to replace it");
            }

            byte[] document = DocumentWriter.FromLines(lines);
            SettingsDocument.Parse(document, out SettingsError error);
            if (error != null)
            {
                throw new InputException("settings write: " + error);
            }

            using (AtomicFile file = AtomicFile.OpenPrivate(path, "settings write"))
            {
                file.Stream.Write(document);
                file.Commit();
            }

            output.WriteLine(path + " written: a good settings document");
            return ExitCode.Ran;
        }

        private static Command Remote(string verb, string description, Option own, Func<ParseResult, Func<string, string, JsonElement?>, int> action, CancellationToken cancellation)
        {
            DeviceLine.Options options = new DeviceLine.Options();
            Command command = new Command(verb, description) { Document, own };
            foreach (Option option in options.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                using DeviceLine line = options.Open(parsed, "settings " + verb);
                return action(parsed, (name, arguments) => line.Ask(name, arguments, cancellation));
            });
            return command;
        }

        private static int Export(ParseResult parsed, Func<string, string, JsonElement?> ask, TextWriter output)
        {
            string path = parsed.GetValue(Document);
            if (File.Exists(path) && !parsed.GetValue(Replace))
            {
                throw new InputException("settings export: " + path + " exists; give --replace to replace it");
            }

            byte[] document = new SettingsTransfer(ask).Export();
            using (AtomicFile file = AtomicFile.OpenPrivate(path, "settings export"))
            {
                file.Stream.Write(document);
                file.Commit();
            }

            output.WriteLine(path + " written: the device's settings without its secrets");
            return ExitCode.Ran;
        }

        private static int Import(ParseResult parsed, Func<string, string, JsonElement?> ask, TextWriter output)
        {
            string path = parsed.GetValue(Document);
            SettingsFile.LoadForDevice(path);
            new SettingsTransfer(ask).Import(SettingsFile.ReadBytes(path), parsed.GetValue(Identity), !parsed.GetValue(DryRun), output);
            return ExitCode.Ran;
        }

        private static int Check(string path, TextWriter output)
        {
            DeviceSettings settings = SettingsFile.LoadForDevice(path);
            output.WriteLine(path + ": a good settings document, " + settings.AssumedDefaults.Length + " keys left to their defaults"
                + (settings.MigratedFrom == 0 ? "" : "; written in version " + settings.MigratedFrom + ", read as version " + settings.Version));
            return ExitCode.Ran;
        }

        private static int Broker(string path, bool showPassword, TextWriter output)
        {
            BrokerAccess access = new BrokerAccess(SettingsFile.Load(path));
            output.WriteLine("# a line for mosquitto's password_file (PBKDF2, the password itself is not in it)");
            output.WriteLine(access.PasswordLine());
            if (showPassword)
            {
                output.WriteLine("# the password: " + access.Password);
            }

            output.WriteLine("# lines for mosquitto's acl_file");
            foreach (string line in access.AclLines())
            {
                output.WriteLine(line);
            }

            return ExitCode.Ran;
        }

        private static int AddKey(string path, string keys, TextWriter output)
        {
            DeviceSettings settings = SettingsFile.LoadForDevice(path);
            string device = settings.DeviceSite + "/" + settings.DeviceId;
            if (settings.CommandKey.Length == 0)
            {
                throw new InputException("settings keys: device.command_key of " + path + " is empty: the device takes no commands");
            }

            CommandKeys.Put(keys, device, settings.CommandKey);
            output.WriteLine(keys + ": the key of " + device + " is in it");
            return ExitCode.Ran;
        }

        private static int Deploy(string path, string folder)
        {
            DeviceSettings settings = SettingsFile.LoadForDevice(path);
            if (!Directory.Exists(folder))
            {
                throw new InputException("--into: " + folder + " is no folder");
            }

            WritePrivate(Path.Combine(folder, "files.json"), Deployment.Files(Path.GetFullPath(path)));
            if (settings.WifiName.Length > 0)
            {
                WritePrivate(Path.Combine(folder, "network.json"), Deployment.Network(settings));
            }

            return ExitCode.Ran;
        }

        private static void WritePrivate(string path, string text)
        {
            using (AtomicFile file = AtomicFile.OpenPrivate(path, "--into"))
            {
                file.Stream.Write(Encoding.UTF8.GetBytes(text));
                file.Commit();
            }
        }
    }
}
