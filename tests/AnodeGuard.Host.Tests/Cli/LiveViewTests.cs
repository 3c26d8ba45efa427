using System.IO;
using System.Linq;
using System.Threading;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Hal.Emulated;
using Spectre.Console;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>The live picture in windows of several sizes.</summary>
    public class LiveViewTests
    {
        [Theory]
        [InlineData(60, 20, true)]
        [InlineData(80, 24, true)]
        [InlineData(80, 50, true)]
        [InlineData(120, 30, true)]
        [InlineData(120, 40, false)]
        public void The_picture_fits_the_window(int width, int height, bool isSmall)
        {
            StringWriter drawn = new StringWriter();
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(drawn) });
            console.Profile.Width = width;
            console.Profile.Height = height;
            EmulationOptions options = new EmulationOptions { Scenario = Scenarios.Get("dendrite-contact"), Duration_s = 120 };
            EmulationSession session = new EmulationSession(options);
            LiveView view = new LiveView(session, options, console);
            session.OnEvent = view.Add;
            session.Machine.Scheduler.AddHook(VirtualClock.Second, view.Sample);
            session.Run(CancellationToken.None);
            console.Write(view.Render());
            string[] lines = drawn.ToString().TrimEnd().Split('\n');
            Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));

            // Title 2, values 6, events 8 and the headline: one line, or big letters.
            Assert.Equal(isSmall, lines.Any(line => line.Trim() == "TRIPPED"));
            Assert.True(isSmall ? lines.Length == 17 : lines.Length > 17 && lines.Length < height, drawn.ToString());
        }
    }
}
