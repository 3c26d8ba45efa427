using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// A copy of an assembly that adds up what its instructions cost while it runs: at the beginning of each basic block the
    /// block's cost goes into <see cref="InstructionCounter.Sum"/>. Exact and repeatable, on any machine.
    /// </summary>
    internal static class CountedAssembly
    {
        public static byte[] Of(string path)
        {
            DefaultAssemblyResolver resolver = new DefaultAssemblyResolver();
            resolver.AddSearchDirectory(Path.GetDirectoryName(path));
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
            ModuleDefinition module = assembly.MainModule;
            FieldReference sum = FieldOf(module, nameof(InstructionCounter.Sum));
            CallCounter calls = new CallCounter(module);
            foreach (MethodDefinition method in module.GetAllTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToList())
            {
                method.Body.SimplifyMacros();
                Count(method, sum);
                calls.Count(method);
                method.Body.OptimizeMacros();
            }

            using MemoryStream image = new MemoryStream();
            assembly.Write(image);
            return image.ToArray();
        }

        /// <summary>A field of the counter, as a module refers to it.</summary>
        internal static FieldReference FieldOf(ModuleDefinition module, string name)
        {
            return module.ImportReference(typeof(InstructionCounter).GetField(name));
        }

        private static void Count(MethodDefinition method, FieldReference sum)
        {
            MethodBody body = method.Body;
            HashSet<Instruction> leaders = Leaders(body);
            ILProcessor il = body.GetILProcessor();
            Instruction[] code = body.Instructions.ToArray();
            for (int i = 0; i < code.Length; i++)
            {
                if (!leaders.Contains(code[i]))
                {
                    continue;
                }

                long cost = InstructionCosts.Of(code[i]) + (i == 0 ? InstructionCosts.OnEntry(method) : 0);
                for (int j = i + 1; j < code.Length && !leaders.Contains(code[j]); j++)
                {
                    cost += InstructionCosts.Of(code[j]);
                }

                Insert(il, code[i], cost, sum);
            }
        }

        private static HashSet<Instruction> Leaders(MethodBody body)
        {
            HashSet<Instruction> leaders = [body.Instructions[0]];
            foreach (Instruction instruction in body.Instructions)
            {
                if (instruction.Operand is Instruction target)
                {
                    leaders.Add(target);
                }
                else if (instruction.Operand is Instruction[] targets)
                {
                    leaders.UnionWith(targets);
                }

                if (instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch && instruction.Next != null)
                {
                    leaders.Add(instruction.Next);
                }
            }

            leaders.UnionWith(body.ExceptionHandlers.Select(handler => handler.HandlerStart));
            return leaders;
        }

        /// <summary>Overwrites the leader with the first of the new instructions, so that every branch to it counts.</summary>
        private static void Insert(ILProcessor il, Instruction leader, long cost, FieldReference sum)
        {
            Instruction moved = Instruction.Create(OpCodes.Nop);
            moved.OpCode = leader.OpCode;
            moved.Operand = leader.Operand;
            leader.OpCode = OpCodes.Ldsfld;
            leader.Operand = sum;
            Instruction[] added = [Instruction.Create(OpCodes.Ldc_I8, cost), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, sum), moved];
            Instruction after = leader;
            foreach (Instruction one in added)
            {
                il.InsertAfter(after, one);
                after = one;
            }
        }
    }
}
