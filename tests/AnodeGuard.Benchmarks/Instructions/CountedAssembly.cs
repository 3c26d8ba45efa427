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
    /// block's cost goes into one static number. Exact and repeatable, on any machine.
    /// </summary>
    internal static class CountedAssembly
    {
        /// <summary>Full name of the type that holds the sum.</summary>
        public const string CounterType = "AnodeGuard.InstructionCounter";

        /// <summary>Its static field.</summary>
        public const string CounterField = "Sum";

        public static byte[] Of(string path)
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
            ModuleDefinition module = assembly.MainModule;
            FieldDefinition sum = new FieldDefinition(CounterField, FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int64);
            TypeDefinition counter = new TypeDefinition(
                "AnodeGuard", "InstructionCounter", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
            counter.Fields.Add(sum);
            List<MethodDefinition> methods = module.GetAllTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToList();
            module.Types.Add(counter);
            methods.ForEach(method => Count(method.Body, sum));
            using MemoryStream image = new MemoryStream();
            assembly.Write(image);
            return image.ToArray();
        }

        private static void Count(MethodBody body, FieldDefinition sum)
        {
            body.SimplifyMacros();
            HashSet<Instruction> leaders = Leaders(body);
            ILProcessor il = body.GetILProcessor();
            Instruction[] code = body.Instructions.ToArray();
            for (int i = 0; i < code.Length; i++)
            {
                if (!leaders.Contains(code[i]))
                {
                    continue;
                }

                long cost = InstructionCosts.Of(code[i]);
                for (int j = i + 1; j < code.Length && !leaders.Contains(code[j]); j++)
                {
                    cost += InstructionCosts.Of(code[j]);
                }

                Insert(body, il, code[i], cost, sum);
            }

            body.OptimizeMacros();
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

            return leaders;
        }

        /// <summary>Overwrites the leader with the first of the new instructions, so that every branch to it counts.</summary>
        private static void Insert(MethodBody body, ILProcessor il, Instruction leader, long cost, FieldDefinition sum)
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
