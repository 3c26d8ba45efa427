using System;
using System.IO;
using System.Threading;
using AnodeGuard.Hal.Emulated;
using Spectre.Console;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>Shows an emulation to people: a live picture in a terminal, plain lines elsewhere, and how the story ended.</summary>
    internal static class EmulationDisplay
    {
        private const double RefreshSeconds = 0.1;
        private const double PlainLineSeconds = 2;

        /// <summary>Runs the session to its end.</summary>
        public static EmulationSummary Run(EmulationSession session, EmulationOptions options, TextWriter output, CancellationToken cancellation)
        {
            bool watched = options.Speed > 0;
            if (watched && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi)
            {
                RunLive(session, options, cancellation);
            }
            else
            {
                RunPlain(session, options, output, watched, cancellation);
            }

            EmulationSummary summary = new EmulationSummary(session, options);
            new Story(summary, session, options).Write(output);
            return summary;
        }

        private static void RunLive(EmulationSession session, EmulationOptions options, CancellationToken cancellation)
        {
            LiveView view = new LiveView(session, options, AnsiConsole.Console);
            session.OnEvent = view.Add;
            AnsiConsole.Live(view.Render()).Overflow(VerticalOverflow.Crop).Start(context =>
            {
                session.Machine.Scheduler.AddHook(Every(RefreshSeconds, options.Speed), () =>
                {
                    view.Sample();
                    context.UpdateTarget(view.Render());
                });
                session.Run(cancellation);
            });
        }

        private static void RunPlain(EmulationSession session, EmulationOptions options, TextWriter output, bool watched, CancellationToken cancellation)
        {
            PlainView view = new PlainView(session, output);
            view.Begin(options);
            session.OnEvent = view.Add;
            if (watched)
            {
                session.Machine.Scheduler.AddHook(Every(PlainLineSeconds, options.Speed), view.Sample);
            }

            session.Run(cancellation);
        }

        /// <summary>Virtual microseconds that pass in so many seconds of the wall clock.</summary>
        private static long Every(double wallSeconds, double speed)
        {
            return Math.Max(1, (long)(wallSeconds * speed * VirtualClock.Second));
        }
    }
}
