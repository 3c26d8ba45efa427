using AnodeGuard.Contract.Allocation;
using AnodeGuard.Contract.Api;
using AnodeGuard.Contract.Compile;
using AnodeGuard.Contract.Projects;
using Xunit;
using Found = AnodeGuard.Contract.Allocation.Allocation;

namespace AnodeGuard.Contract.Tests
{
    /// <summary>What the safety loop asks the heap for, in the very IL that goes onto the device: what it does not ask for
    /// brings no collection nearer, and a collection makes it late.</summary>
    public class SafetyLoopTests
    {
        private static readonly string Root = Repository.Above(AppContext.BaseDirectory)!;
        private static readonly ContractCompiler Compiler = new(ApiCatalog.Default);

        [Theory]
        [InlineData("AnodeGuard.Core.Guard::Step", "firmware/AnodeGuard.Core/AnodeGuard.Core.nfproj")]
        [InlineData("AnodeGuard.App.SafetyLoop::Run", "firmware/AnodeGuard.Firmware/AnodeGuard.Firmware.nfproj")]
        public void TheLoopAllocatesNothing(string root, string project)
        {
            IEnumerable<Found> found = Reachable(root, project).Where(one => !one.IsInterpreterOnly);

            Assert.True(!found.Any(), Environment.NewLine + string.Join(Environment.NewLine, found));
        }

        /// <summary>The device's own types give structs back (PinValue, I2cTransferResult), so the one layer that touches
        /// them cannot do without. No other may, and none may load string literals.</summary>
        [Theory]
        [InlineData("AnodeGuard.Core.Guard::Step", "firmware/AnodeGuard.Core/AnodeGuard.Core.nfproj")]
        [InlineData("AnodeGuard.App.SafetyLoop::Run", "firmware/AnodeGuard.Firmware/AnodeGuard.Firmware.nfproj")]
        public void WhatTheInterpreterAddsComesFromTheDeviceTypesAlone(string root, string project)
        {
            IEnumerable<Found> found = Reachable(root, project)
                .Where(one => one.IsInterpreterOnly)
                .Where(one => one.Kind == AllocationKind.InterpreterLiteral || !one.File.Contains("AnodeGuard.Hal.Esp32"));

            Assert.True(!found.Any(), Environment.NewLine + string.Join(Environment.NewLine, found));
        }

        private static IReadOnlyList<Found> Reachable(string root, string project)
        {
            string path = Path.Combine(Root, project);
            Assert.True(File.Exists(path), $"there is no {project}");
            using AllocationAnalyser analyser = new(Images(path), ApiCatalog.Default.Lists.Select(list => ApiCatalog.Default.Image(list.Name)));
            return analyser.Reachable(root);
        }

        /// <summary>The project and all it references, as the contract compiles them.</summary>
        private static List<byte[]> Images(string project)
        {
            HashSet<string> paths = [];
            Queue<string> open = new([project]);
            while (open.TryDequeue(out string? path))
            {
                if (paths.Add(path))
                {
                    NanoProject.Load(path).ProjectReferences.ToList().ForEach(reference => open.Enqueue(reference.Path));
                }
            }

            ContractResult[] results = [.. paths.Select(Compiler.Compile)];
            Assert.All(results, result => Assert.True(result.Image.Length > 0, $"{result.Project.AssemblyName} does not compile"));
            return [.. results.Select(result => result.Image)];
        }
    }
}
