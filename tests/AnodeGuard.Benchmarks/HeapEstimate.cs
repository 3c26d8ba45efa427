using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// What an object graph of the firmware takes on the interpreter's heap. Blocks of 12 bytes: an object is one and one for
    /// each field; an array of numbers 20 bytes and its contents; an array of references one block for each besides; a string
    /// 12 bytes and its UTF-8. These give the sizes observed on the interpreter (an empty object 12, byte[16] 36,
    /// byte[100] 120, long[16] 156, a string of ten characters 24). Only the firmware's own types are entered.
    /// </summary>
    internal sealed class HeapEstimate
    {
        private const int Block = 12;
        private const int ArrayHead = 20;
        private const int TextHead = 12;
        private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private static readonly string[] Device =
            ["AnodeGuard.Core", "AnodeGuard.App", "AnodeGuard.Hal", "AnodeGuard.Hal.Drivers", "AnodeGuard.Hal.Esp32"];

        private readonly HashSet<object> _seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        private readonly Queue<object> _open = new Queue<object>();

        /// <summary>Bytes by assembly; arrays and strings with the type that holds them.</summary>
        public Dictionary<string, long> ByAssembly { get; } = Device.ToDictionary(name => name, _ => 0L);

        public long Bytes
        {
            get { return ByAssembly.Values.Sum(); }
        }

        /// <summary>Everything that hangs on an object, and on the static fields of the firmware's assemblies.</summary>
        public static HeapEstimate Of(object root)
        {
            HeapEstimate estimate = new HeapEstimate();
            estimate.Enter(root);

            // Counted copies (Instructions) may be loaded beside the real ones: they have contexts of their own.
            AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(root.GetType().Assembly);
            foreach (Assembly assembly in context.Assemblies.Where(one => Device.Contains(one.GetName().Name)))
            {
                foreach (FieldInfo field in assembly.GetTypes().SelectMany(type => type.GetFields(All)).Where(field => field.IsStatic && !field.IsLiteral))
                {
                    estimate.Follow(field, null, assembly.GetName().Name);
                }
            }

            while (estimate._open.TryDequeue(out object next))
            {
                estimate.Count(next);
            }

            return estimate;
        }

        private static bool IsDevice(Type type)
        {
            return Device.Contains(type.Assembly.GetName().Name);
        }

        private static long Blocks(long bytes)
        {
            return (bytes + Block - 1) / Block * Block;
        }

        private void Enter(object value)
        {
            if (IsDevice(value.GetType()) && !value.GetType().IsValueType && value is not Delegate && _seen.Add(value))
            {
                _open.Enqueue(value);
            }
        }

        private void Count(object value)
        {
            string owner = value.GetType().Assembly.GetName().Name;
            ByAssembly[owner] += Block;
            for (Type type = value.GetType(); type != null && type != typeof(object); type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(All).Where(field => !field.IsStatic))
                {
                    ByAssembly[owner] += Block;
                    Follow(field, value, owner);
                }
            }
        }

        private void Follow(FieldInfo field, object value, string owner)
        {
            if (field.DeclaringType.ContainsGenericParameters || field.FieldType.IsPrimitive || field.FieldType.IsEnum)
            {
                return;
            }

            Refer(field.GetValue(value), owner);
        }

        private void Refer(object target, string owner)
        {
            switch (target)
            {
                case null:
                    return;
                case string text:
                    // A literal's characters stay in the assembly (CLR_RT_HeapBlock_String::CreateInstance with an assembly).
                    int characters = string.IsInterned(text) != null ? 0 : 1 + Encoding.UTF8.GetByteCount(text);
                    ByAssembly[owner] += _seen.Add(text) ? Blocks(TextHead + characters) : 0;
                    return;
                case Array array when _seen.Add(array):
                    Type element = array.GetType().GetElementType();
                    ByAssembly[owner] += Blocks(ArrayHead + (array.LongLength * SizeOf(element)));
                    if (!element.IsPrimitive && !element.IsEnum)
                    {
                        foreach (object one in array)
                        {
                            Refer(one, owner);
                        }
                    }

                    return;
                case Array:
                    return;
                default:
                    Enter(target);
                    return;
            }
        }

        private static int SizeOf(Type element)
        {
            Type plain = element.IsEnum ? Enum.GetUnderlyingType(element) : element;
            return Type.GetTypeCode(plain) switch
            {
                TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
                TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 2,
                TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
                TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
                _ => Block,
            };
        }
    }
}
