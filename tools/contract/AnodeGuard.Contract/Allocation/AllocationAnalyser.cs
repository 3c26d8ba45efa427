using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnodeGuard.Contract.Allocation
{
    /// <summary>Finds what a loop that must not allocate asks the heap for, by reading the IL of everything it reaches.
    /// <para>Calls are followed inside the given assemblies; a virtual or interface call to every implementation in them;
    /// a delegate's call to every method ever made into a delegate of that type. It therefore sees more than one run
    /// would. It does not see inside other assemblies: a call out is reported where it gives back a string or an array.
    /// An exception made and thrown on the spot is let pass, since it ends the cycle. A delegate that the compiler
    /// caches in a static field is reported all the same. Where the source says <c>// Allocates: why</c> at a statement,
    /// that statement is not judged and not followed.</para></summary>
    public sealed class AllocationAnalyser : IDisposable
    {
        private readonly LoadedCode _code;
        private readonly Claims _claims = new();

        /// <summary>Reads assemblies to look into, and those they refer to, which are only looked up.</summary>
        public AllocationAnalyser(IEnumerable<byte[]> assemblies, IEnumerable<byte[]> platform)
        {
            _code = new LoadedCode(assemblies, platform);
        }

        /// <summary>All allocations reachable from the roots, given as Namespace.Type::Method.</summary>
        public IReadOnlyList<Allocation> Reachable(params string[] roots)
        {
            Dictionary<MethodDefinition, MethodDefinition?> callers = [];
            Queue<MethodDefinition> open = new();
            foreach (string root in roots)
            {
                MethodDefinition[] methods = [.. _code.Named(root)];
                if (methods.Length == 0)
                {
                    throw new ArgumentException($"there is no {root} in the given assemblies", nameof(roots));
                }

                Add(methods, null, callers, open);
            }

            List<Allocation> allocations = [];
            while (open.TryDequeue(out MethodDefinition? method))
            {
                if (method.HasBody)
                {
                    allocations.AddRange(Found(method, callers));
                    Add(Callees(method), method, callers, open);
                }
            }

            return allocations;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _code.Dispose();
        }

        private static void Add(
            IEnumerable<MethodDefinition> methods, MethodDefinition? caller, Dictionary<MethodDefinition, MethodDefinition?> callers, Queue<MethodDefinition> open)
        {
            foreach (MethodDefinition method in methods)
            {
                if (callers.TryAdd(method, caller))
                {
                    open.Enqueue(method);
                }
            }
        }

        private IEnumerable<MethodDefinition> Callees(MethodDefinition method)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj) || instruction.Operand is not MethodReference called
                    || _claims.Cover(Line(method, instruction)))
                {
                    continue;
                }

                MethodDefinition? definition = LoadedCode.Definition(called);
                bool isDelegate = called.Name == "Invoke" && definition?.DeclaringType.BaseType?.FullName == "System.MulticastDelegate";
                IEnumerable<MethodDefinition> reached = isDelegate
                    ? _code.DelegateTargets(called.DeclaringType)
                    : definition is { IsVirtual: true } && instruction.OpCode.Code == Code.Callvirt
                        ? _code.Implementations(definition)
                        : _code.Own(called) is { } own ? [own] : [];
                foreach (MethodDefinition one in reached)
                {
                    yield return one;
                }
            }
        }

        private IEnumerable<Allocation> Found(MethodDefinition method, Dictionary<MethodDefinition, MethodDefinition?> callers)
        {
            AllocationJudge judge = new(_code, method);
            string[] path = [.. Path(method, callers).Reverse()];
            foreach ((AllocationKind kind, string what, Instruction at) in judge.Judge())
            {
                SequencePoint? point = Line(method, at);
                if (!_claims.Cover(point))
                {
                    yield return new Allocation(kind, what, point?.Document.Url ?? Name(method), point?.StartLine ?? 0, path);
                }
            }
        }

        /// <summary>The last line that begins at or before an instruction; what the compiler puts before the first line, a
        /// closure for one, counts as that line.</summary>
        private static SequencePoint? Line(MethodDefinition method, Instruction at)
        {
            SequencePoint[] points = [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden)];
            return points.LastOrDefault(point => point.Offset <= at.Offset) ?? points.FirstOrDefault();
        }

        private static IEnumerable<string> Path(MethodDefinition? method, Dictionary<MethodDefinition, MethodDefinition?> callers)
        {
            for (MethodDefinition? one = method; one is not null; one = callers[one])
            {
                yield return Name(one);
            }
        }

        private static string Name(MethodDefinition method)
        {
            return $"{method.DeclaringType.Name}::{method.Name}";
        }
    }
}
