using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Verify;

namespace AnodeGuard.Cli
{
    /// <summary>`verify`: proves by (boot, seq) that no event and no alarm of a device is missing and each is counted once.</summary>
    internal static class VerifyCommand
    {
        private const string OnMissing = "missing";
        private const string OnDropped = "dropped";
        private const int FirstConnectionMilliseconds = 5000;

        public static Command Create(TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            Argument<string> file = new Argument<string>("file")
            {
                Description = "Messages captured with --save or written by `history capture`; instead of --broker",
                Arity = ArgumentArity.ZeroOrOne,
            };
            BrokerOptions broker = new BrokerOptions();
            Option<double?> duration = OptionOf.OptionalNumber("--duration", "Listen so long, s; without it until Ctrl-C", NumberRange.Above(0, 1e8, "s"));
            Option<string> save = OptionOf.Text("--save", "Also write what was heard to this file, a JSON object per line");
            Option<bool> json = OptionOf.Flag("--json", "JSON lines on stdout");
            Option<string> failOn = OptionOf.Text("--fail-on", "Exit with 1: `missing` (not proven complete) or `dropped` (that, or the device itself dropped records)");
            failOn.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<string>() is string word && word != OnMissing && word != OnDropped)
                {
                    result.AddError("--fail-on: '" + word + "' is not one of missing, dropped");
                }
            });
            Command command = new Command("verify", "Proves that nothing a device told is missing, and counts each record once.") { file, duration, save, json, failOn };
            foreach (Option option in broker.All)
            {
                command.Options.Add(option);
            }

            command.SetAction(parsed =>
            {
                string path = parsed.GetValue(file);
                BrokerAccount account = broker.Read(parsed);
                if ((path == null) == (account == null))
                {
                    throw new InputException("verify: give either a captured file or --broker HOST:PORT");
                }

                Completeness found = new Completeness();
                using (AtomicFile capture = AtomicFile.Open(parsed.GetValue(save), "--save"))
                {
                    Action<ReceivedMessage> take = message => Take(message, found, capture?.Stream);
                    if (path != null)
                    {
                        Replay(path, take);
                    }
                    else
                    {
                        Listen(account, parsed.GetValue(duration), take, error, cancellation);
                    }

                    capture?.Commit();
                }

                return Conclude(found, parsed.GetValue(json), parsed.GetValue(failOn), output);
            });
            return command;
        }

        private static void Take(ReceivedMessage message, Completeness found, Stream capture)
        {
            found.Add(message);
            if (capture != null)
            {
                CaptureFile.Write(capture, message);
            }
        }

        private static void Replay(string path, Action<ReceivedMessage> take)
        {
            foreach (ReceivedMessage message in CaptureFile.Read(path))
            {
                take(message);
            }
        }

        private static void Listen(BrokerAccount account, double? duration_s, Action<ReceivedMessage> take, TextWriter error, CancellationToken cancellation)
        {
            IOException failure = null;
            using (CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            using (ManualResetEventSlim answered = new ManualResetEventSlim())
            {
                MqttFeed feed = null;
                feed = new MqttFeed(
                    account,
                    "verify",
                    new[] { DeviceTopic.Everything },
                    message => failure ??= Try(() => take(message), end),
                    () =>
                    {
                        // A first attempt that fails ends the run, with its own line.
                        if (feed.Connections > 0)
                        {
                            error.WriteLine("anodeguard: verify: " + (feed.Problem ?? "listening to " + account.Address));
                        }

                        answered.Set();
                    });
                using (feed)
                {
                    feed.Start();
                    if (!answered.Wait(FirstConnectionMilliseconds, CancellationToken.None) || feed.Connections == 0)
                    {
                        throw new InputException("--broker: " + (feed.Problem ?? "nobody answers at " + account.Address + " within 5 s"));
                    }

                    end.Token.WaitHandle.WaitOne(duration_s == null ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(Math.Min(duration_s.Value, int.MaxValue / 1000)));
                }
            }

            if (failure != null)
            {
                throw new InputException("--save: the file cannot be written on: " + failure.Message, failure);
            }
        }

        // The disk of --save: an exception may not go through the connection's thread.
        private static IOException Try(Action take, CancellationTokenSource end)
        {
            try
            {
                take();
                return null;
            }
            catch (IOException exception)
            {
                end.Cancel();
                return exception;
            }
        }

        private static int Conclude(Completeness found, bool asJson, string failOn, TextWriter output)
        {
            if (asJson)
            {
                VerifyReport.WriteJson(output, found);
            }
            else
            {
                VerifyReport.WriteText(output, found);
            }

            bool fails = (failOn != null && !found.IsComplete) || (failOn == OnDropped && found.Dropped > 0);
            return fails ? ExitCode.Found : ExitCode.Ran;
        }
    }
}
