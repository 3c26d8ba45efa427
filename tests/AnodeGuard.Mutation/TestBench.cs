using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AnodeGuard.Mutation
{
    /// <summary>One run of one test method.</summary>
    internal sealed class TestCase
    {
        public TestCase(string name, MethodInfo method, object[] arguments)
        {
            Name = name;
            Method = method;
            Arguments = arguments;
        }

        public string Name { get; }

        public MethodInfo Method { get; }

        public object[] Arguments { get; }

        /// <summary>Processor time that it takes without a mutant: what else the machine does is none of its business.</summary>
        public TimeSpan Duration { get; set; }

        /// <summary>Turns of loops in the core that it takes without a mutant.</summary>
        public long Turns { get; set; }

        /// <summary>Mutants that it reaches.</summary>
        public HashSet<int> Reached { get; } = new HashSet<int>();
    }

    /// <summary>
    /// The core's tests, loaded beside a mutated core into a context of their own, so that several threads can each have
    /// another mutant active. Runs what xunit and the device framework would run: facts, theories with inline or member
    /// data, test methods with data rows.
    /// </summary>
    internal sealed class TestBench
    {
        private readonly Context _context;
        private readonly FieldInfo _active;
        private readonly FieldInfo _recording;
        private readonly FieldInfo _reached;
        private readonly FieldInfo _turns;

        public TestBench(byte[] core, int mutants, string testsPath, string[] only, string[] without)
        {
            _context = new Context(testsPath, core);
            Assembly tests = _context.LoadFromAssemblyPath(testsPath);
            Assembly mutated = _context.LoadFromAssemblyName(new AssemblyName("AnodeGuard.Core"));
            foreach (Type type in mutated.GetTypes().Where(type => type.TypeInitializer != null))
            {
                // Now: a table that is read for the first time with a mutant active would keep it for all that follow.
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }

            Type mutantSwitch = mutated.GetType("AnodeGuard.Core.MutantSwitch");
            _active = mutantSwitch.GetField("Active");
            _recording = mutantSwitch.GetField("Recording");
            _reached = mutantSwitch.GetField("Reached");
            _turns = mutantSwitch.GetField("Turns");
            _reached.SetValue(null, new bool[mutants]);
            Cases = tests.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(CasesOf)
                .Where(test => only.Length == 0 || only.Any(start => test.Name.StartsWith(start, StringComparison.Ordinal)))
                .Where(test => !without.Any(start => test.Name.StartsWith(start, StringComparison.Ordinal))).ToArray();
        }

        public IReadOnlyList<TestCase> Cases { get; }

        /// <summary>Runs a test without a mutant, and notes what it reaches and what it takes.</summary>
        /// <returns>Null, or why it failed.</returns>
        public string Record(TestCase test)
        {
            bool[] reached = (bool[])_reached.GetValue(null);
            Array.Clear(reached);
            _active.SetValue(null, -1);
            _recording.SetValue(null, true);
            _turns.SetValue(null, long.MaxValue);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            string failure = Run(test);
            test.Duration = Process.GetCurrentProcess().TotalProcessorTime - before;
            test.Turns = long.MaxValue - (long)_turns.GetValue(null);
            _recording.SetValue(null, false);
            for (int i = 0; i < reached.Length; i++)
            {
                if (reached[i])
                {
                    test.Reached.Add(i);
                }
            }

            return failure;
        }

        /// <summary>Why a test fails with this mutant; null where it passes.</summary>
        public string Failure(TestCase test, int mutant)
        {
            const long Patience = 20;
            const long LeastTurns = 1_000_000;
            _active.SetValue(null, mutant);
            _turns.SetValue(null, Math.Max(LeastTurns, Patience * test.Turns));
            try
            {
                return Run(test);
            }
            finally
            {
                _active.SetValue(null, -1);
            }
        }

        private static string Run(TestCase test)
        {
            object instance = null;
            try
            {
                Type type = test.Method.DeclaringType;
                ConstructorInfo constructor = type.GetConstructors().FirstOrDefault();
                instance = test.Method.IsStatic ? null : constructor.Invoke(constructor.GetParameters().Select(parameter => Silent.For(parameter.ParameterType)).ToArray());
                test.Method.Invoke(instance, test.Arguments);
                return null;
            }
            catch (TargetInvocationException exception)
            {
                return exception.InnerException.GetType().Name + ": " + exception.InnerException.Message;
            }
            finally
            {
                (instance as IDisposable)?.Dispose();
            }
        }

        private static IEnumerable<TestCase> CasesOf(Type type)
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(method => method.MetadataToken))
            {
                object[] attributes = method.GetCustomAttributes(true);
                bool isTest = attributes.Any(attribute => attribute.GetType().Name is "FactAttribute" or "TheoryAttribute" or "TestMethodAttribute");
                if (!isTest || type.IsAbstract)
                {
                    continue;
                }

                object[][] rows = attributes.SelectMany(attribute => RowsOf(attribute, type, method)).ToArray();
                foreach (object[] row in rows.Length == 0 ? new[] { Array.Empty<object>() } : rows)
                {
                    yield return new TestCase(type.Name + "." + method.Name + "(" + string.Join(", ", row) + ")", method, Fitted(row, method.GetParameters()));
                }
            }
        }

        private static object[][] RowsOf(object attribute, Type type, MethodInfo method)
        {
            switch (attribute.GetType().Name)
            {
                case "InlineDataAttribute":
                case "MemberDataAttribute":
                    MethodInfo data = attribute.GetType().GetMethod("GetData");
                    return ((IEnumerable<object[]>)data.Invoke(attribute, new object[] { method })).Select(row => row ?? new object[] { null }).ToArray();
                case "DataRowAttribute":
                    return new[] { (object[])attribute.GetType().GetProperty("MethodParameters").GetValue(attribute) };
                default:
                    return Array.Empty<object[]>();
            }
        }

        private static object[] Fitted(object[] row, ParameterInfo[] parameters)
        {
            return parameters.Select((parameter, i) => i >= row.Length
                ? parameter.DefaultValue
                : row[i] is IConvertible && typeof(IConvertible).IsAssignableFrom(parameter.ParameterType) && !parameter.ParameterType.IsEnum
                    ? Convert.ChangeType(row[i], parameter.ParameterType, System.Globalization.CultureInfo.InvariantCulture)
                    : row[i]).ToArray();
        }

        /// <summary>Finds the mutated core under the core's name, and everything else beside the tests.</summary>
        private sealed class Context : AssemblyLoadContext
        {
            private readonly AssemblyDependencyResolver _resolver;
            private readonly byte[] _core;
            private Assembly _loaded;

            public Context(string testsPath, byte[] core)
            {
                _resolver = new AssemblyDependencyResolver(testsPath);
                _core = core;
            }

            protected override Assembly Load(AssemblyName name)
            {
                if (name.Name == "AnodeGuard.Core")
                {
                    return _loaded ??= LoadFromStream(new MemoryStream(_core));
                }

                string path = _resolver.ResolveAssemblyToPath(name);
                if (path == null)
                {
                    return null;
                }

                // Shared by all contexts: a stand-in made for one context's interface is none for another's.
                return name.Name == "xunit.abstractions" ? Default.LoadFromAssemblyPath(path) : LoadFromAssemblyPath(path);
            }
        }
    }

    /// <summary>Stands in for what a test class wants in its constructor: takes everything, does nothing.</summary>
    public class Silent : DispatchProxy
    {
        /// <summary>An instance of an interface.</summary>
        public static object For(Type wanted)
        {
            return typeof(DispatchProxy).GetMethod(nameof(Create), 2, Type.EmptyTypes).MakeGenericMethod(wanted, typeof(Silent)).Invoke(null, null);
        }

        /// <inheritdoc/>
        protected override object Invoke(MethodInfo targetMethod, object[] args)
        {
            return null;
        }
    }
}
