using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Tools
{
    /// <summary>One run of a script of tools/, with a folder of its own for temporary files and programs.</summary>
    [UnsupportedOSPlatform("windows")]
    internal sealed class ScriptRun : IDisposable
    {
        private readonly TemporaryFolder _programs = new TemporaryFolder();
        private readonly TemporaryFolder _temporary = new TemporaryFolder();

        public ScriptRun()
        {
            // The command line that was built with these tests, not a build of its own.
            AddProgram("anodeguard", "exec dotnet '" + Path.Combine(AppContext.BaseDirectory, "anodeguard.dll") + "' \"$@\"");
        }

        public TemporaryFolder Work { get; } = new TemporaryFolder();

        public string Output { get; private set; }

        public string Error { get; private set; }

        /// <summary>Puts a program before all others.</summary>
        public void AddProgram(string name, string body)
        {
            string path = _programs.Write(name, "#!/usr/bin/env bash\n" + body + "\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        /// <summary>Runs a script in <see cref="Work"/>; nothing temporary may be left.</summary>
        public int Run(string script, string input, params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo(Path.Combine(Path.GetDirectoryName(ThisFile()), "..", "..", "..", "tools", script), arguments)
            {
                WorkingDirectory = Work.Path,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["TMPDIR"] = _temporary.Path;
            start.Environment["ANODEGUARD"] = _programs.File("anodeguard");
            start.Environment["PATH"] = _programs.Path + ":" + Environment.GetEnvironmentVariable("PATH");
            using Process process = Process.Start(start);
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                process.Kill(true);
                Assert.Fail(script + " did not end within two minutes");
            }

            Output = output.Result;
            Error = error.Result;
            Assert.Empty(Directory.GetDirectories(_temporary.Path, "tmp.*"));
            return process.ExitCode;
        }

        public void Dispose()
        {
            _programs.Dispose();
            _temporary.Dispose();
            Work.Dispose();
        }

        private static string ThisFile([CallerFilePath] string path = "")
        {
            return path;
        }
    }
}
