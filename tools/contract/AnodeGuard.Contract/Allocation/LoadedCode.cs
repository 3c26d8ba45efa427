using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnodeGuard.Contract.Allocation
{
    /// <summary>The assemblies under analysis and what they refer to, loaded once, with the two questions static analysis
    /// of calls needs answered: who implements a virtual method, and which methods a delegate may run.</summary>
    internal sealed class LoadedCode : IAssemblyResolver
    {
        private readonly Dictionary<string, AssemblyDefinition> _assemblies = [];
        private readonly Dictionary<string, List<MethodDefinition>> _delegateTargets = [];
        private readonly List<TypeDefinition> _types = [];
        private readonly HashSet<ModuleDefinition> _own = [];

        public LoadedCode(IEnumerable<byte[]> assemblies, IEnumerable<byte[]> platform)
        {
            foreach (byte[] image in platform)
            {
                Load(image, withLines: false);
            }

            foreach (byte[] image in assemblies)
            {
                AssemblyDefinition assembly = Load(image, withLines: true);
                _own.Add(assembly.MainModule);
                _types.AddRange(assembly.MainModule.GetTypes());
            }

            foreach (MethodDefinition method in _types.SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                CollectDelegates(method);
            }
        }

        /// <summary>The method in the given assemblies with this name, written Namespace.Type::Method.</summary>
        public IEnumerable<MethodDefinition> Named(string root)
        {
            string[] halves = root.Split("::");
            return _types.Where(type => type.FullName == halves[0]).SelectMany(type => type.Methods).Where(method => method.Name == halves[1]);
        }

        /// <summary>The definition, if it lies in the given assemblies.</summary>
        public MethodDefinition? Own(MethodReference method)
        {
            return Definition(method) is { } definition && _own.Contains(definition.Module) ? definition : null;
        }

        /// <summary>The definition, or null where its assembly was not given.</summary>
        public static MethodDefinition? Definition(MethodReference method)
        {
            return OrNull(method.Resolve);
        }

        /// <summary>The definition, or null where its assembly was not given.</summary>
        public static TypeDefinition? Definition(TypeReference type)
        {
            return OrNull(type.Resolve);
        }

        /// <summary>Every method of the given assemblies that a call of <paramref name="method"/> may reach: overrides in
        /// derived classes and implementations of an interface, explicit ones included.</summary>
        public IEnumerable<MethodDefinition> Implementations(MethodDefinition method)
        {
            return _types
                .Where(type => Derives(type, method.DeclaringType) || ImplementsForADerivedClass(type, method.DeclaringType))
                .SelectMany(type => type.Methods)
                .Where(candidate => candidate.HasBody && (candidate.Overrides.Any(one => Definition(one) == method)
                    || (candidate.Name == method.Name && Signature(candidate) == Signature(method))));
        }

        /// <summary>Every method of the given assemblies that was ever made into a delegate of this type.</summary>
        public IEnumerable<MethodDefinition> DelegateTargets(TypeReference type)
        {
            return _delegateTargets.GetValueOrDefault(type.FullName, []);
        }

        public AssemblyDefinition? Resolve(AssemblyNameReference name)
        {
            return _assemblies.GetValueOrDefault(name.Name);
        }

        public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters)
        {
            return Resolve(name);
        }

        public void Dispose()
        {
            foreach (AssemblyDefinition assembly in _assemblies.Values)
            {
                assembly.Dispose();
            }
        }

        private AssemblyDefinition Load(byte[] image, bool withLines)
        {
            ReaderParameters parameters = new() { AssemblyResolver = this };
            if (withLines)
            {
                parameters.ReadSymbols = true;
                parameters.SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false);
            }

            AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(image), parameters);
            _assemblies[assembly.Name.Name] = assembly;
            return assembly;
        }

        private void CollectDelegates(MethodDefinition method)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                bool makesDelegate = instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn && instruction.Next?.OpCode.Code == Code.Newobj;
                if (makesDelegate && Own((MethodReference)instruction.Operand) is { } target)
                {
                    string type = ((MethodReference)instruction.Next!.Operand).DeclaringType.FullName;
                    _delegateTargets.TryAdd(type, []);
                    _delegateTargets[type].Add(target);
                }
            }
        }

        private static bool Derives(TypeDefinition type, TypeDefinition from)
        {
            return type == from
                || type.Interfaces.Any(one => Definition(one.InterfaceType) is { } found && Derives(found, from))
                || (type.BaseType is not null && Definition(type.BaseType) is { } parent && Derives(parent, from));
        }

        /// <summary>A class may inherit the method with which a derived class implements an interface.</summary>
        private bool ImplementsForADerivedClass(TypeDefinition type, TypeDefinition from)
        {
            return from.IsInterface && _types.Any(other => other != type
                && other.BaseType is not null && Definition(other.BaseType) == type
                && other.Interfaces.Any(one => Definition(one.InterfaceType) == from));
        }

        private static T? OrNull<T>(Func<T> resolve)
            where T : class
        {
            try
            {
                return resolve();
            }
            catch (AssemblyResolutionException)
            {
                return null;
            }
        }

        private static string Signature(MethodDefinition method)
        {
            return string.Join(",", method.Parameters.Select(parameter => parameter.ParameterType.FullName));
        }
    }
}
