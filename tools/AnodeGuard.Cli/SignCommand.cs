using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli
{
    /// <summary>`sign`: lets Home Assistant's buttons act, until it is ended.</summary>
    internal static class SignCommand
    {
        public static Command Create(TextWriter output, CancellationToken cancellation)
        {
            BrokerOptions broker = new BrokerOptions(false);
            Option<string> keys = OptionOf.Text("--keys", "File of lines SITE/DEVICE KEY (device.command_key): the buttons of these devices can be pressed");
            Command command = new Command("sign", "Signs what Home Assistant's buttons ask of devices: acknowledge and self-test.") { keys };
            foreach (Option option in broker.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                BrokerAccount account = broker.Read(parsed) ?? throw new InputException("sign: missing: --broker");
                CommandKeys file = CommandKeys.Load(parsed.GetValue(keys) ?? throw new InputException("sign: missing: --keys"));
                TextWriter says = TextWriter.Synchronized(output);
                IReadOnlyList<ButtonSigner> signers = ButtonSigner.ForAll(account, file, text => Say(says, text));
                cancellation.WaitHandle.WaitOne();
                foreach (ButtonSigner signer in signers)
                {
                    signer.Dispose();
                }

                return ExitCode.Ran;
            });
            return command;
        }

        private static void Say(TextWriter output, string text)
        {
            output.WriteLine(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z' ", CultureInfo.InvariantCulture) + text);
            output.Flush();
        }
    }
}
