using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>Counts around the calls of a counted assembly: what lies under the safety loop's calls, and what goes to the platform.</summary>
    internal sealed class CallCounter
    {
        private const string Loop = "AnodeGuard.App.SafetyLoop";
        private const string Wait = "WaitUntilSettled";

        private static readonly Dictionary<string, string> Parts = new Dictionary<string, string>
        {
            ["Guard.Step"] = nameof(InstructionCounter.Core),
            ["IMeasurement.SampleFast"] = nameof(InstructionCounter.Sampling),
            ["IMeasurement.SampleCycle"] = nameof(InstructionCounter.Sampling),
            ["IMeasurement.SampleAside"] = nameof(InstructionCounter.Sampling),
            ["FlightRecorder.Record"] = nameof(InstructionCounter.Recorder),
        };

        private readonly ModuleDefinition _module;

        public CallCounter(ModuleDefinition module)
        {
            _module = module;
        }

        /// <summary>Method bodies with short forms undone.</summary>
        public void Count(MethodDefinition method)
        {
            ILProcessor il = method.Body.GetILProcessor();
            foreach (Instruction call in method.Body.Instructions.Where(one => one.OpCode.FlowControl == FlowControl.Call && one.Operand is MethodReference).ToList())
            {
                MethodReference callee = (MethodReference)call.Operand;
                if (PlatformCosts.IsPlatform(callee))
                {
                    Add(il, call, nameof(InstructionCounter.Platform), PlatformCosts.Of(callee));
                    if (PlatformCosts.IsNative(callee))
                    {
                        Add(il, call, nameof(InstructionCounter.NativeCalls), 1);
                    }
                }
                else if (callee.Name == Wait)
                {
                    CountUnder(il, call, nameof(InstructionCounter.Waiting));
                }
                else if (method.DeclaringType.FullName == Loop)
                {
                    CountPart(il, call, callee);
                }
            }
        }

        private void CountPart(ILProcessor il, Instruction call, MethodReference callee)
        {
            if (callee.Name == "SampleAside")
            {
                Add(il, call, nameof(InstructionCounter.Cycles), 1);
            }

            if (Parts.TryGetValue(callee.DeclaringType.Name + "." + callee.Name, out string part))
            {
                CountUnder(il, call, part);
            }
        }

        /// <summary>The part less the sum before the call and plus the sum behind it.</summary>
        private void CountUnder(ILProcessor il, Instruction call, string part)
        {
            Move(il, call, part, OpCodes.Sub, false);
            Move(il, call, part, OpCodes.Add, true);
        }

        private void Move(ILProcessor il, Instruction call, string part, OpCode how, bool behind)
        {
            FieldReference field = CountedAssembly.FieldOf(_module, part);
            FieldReference sum = CountedAssembly.FieldOf(_module, nameof(InstructionCounter.Sum));
            Instruction[] added =
            [
                Instruction.Create(OpCodes.Ldsfld, field), Instruction.Create(OpCodes.Ldsfld, sum), Instruction.Create(how), Instruction.Create(OpCodes.Stsfld, field),
            ];
            Put(il, call, added, behind);
        }

        private void Add(ILProcessor il, Instruction call, string name, long number)
        {
            FieldReference field = CountedAssembly.FieldOf(_module, name);
            Instruction[] added =
            [
                Instruction.Create(OpCodes.Ldsfld, field), Instruction.Create(OpCodes.Ldc_I8, number), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, field),
            ];
            Put(il, call, added, true);
        }

        private static void Put(ILProcessor il, Instruction call, Instruction[] added, bool behind)
        {
            Instruction after = call;
            foreach (Instruction one in added)
            {
                if (behind)
                {
                    il.InsertAfter(after, one);
                    after = one;
                }
                else
                {
                    il.InsertBefore(call, one);
                }
            }
        }
    }
}
